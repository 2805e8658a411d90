using System.Collections.Immutable;
using System.Globalization;
using Wayleave.Cli.CommandLine;
using Wayleave.Cli.Input;
using Wayleave.Cli.Lint;
using Wayleave.Rules.Config;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Lint;

namespace Wayleave.Cli.Apply;

/// <summary>
/// Installs a configuration: (1) fill, (2) lint, (3) examine what is there, (4) back up, (5) install, (6) test, (7) see that the program reads it,
/// (8) reload, (9) examine again, and keep it or put everything back. Up to (4) nothing has been changed. Where the caller says how to see it, the
/// program itself may be asked, so (7) comes after (8) then.
/// </summary>
internal sealed class Installation(ApplyRequest request, Change change, Surroundings surroundings)
{
    private readonly StepLog _steps = new(surroundings);
    private TextFile _file = new("", IsUtf8: true);
    private bool _tested;
    private bool _reloaded;

    /// <summary>How the doctor examines; tests put their own in its place.</summary>
    public Verification Verification { get; init; } = new(surroundings);

    private Commands Commands => new(request.CommandTimeout, surroundings, _steps);

    /// <summary>Does it all.</summary>
    /// <returns>The exit status: 0 kept, 1 not installed or put back, 2 it could not begin.</returns>
    public async Task<int> RunAsync()
    {
        var errors = new List<string>();
        if (await FillAsync(errors).ConfigureAwait(false) is not { } text) return await BadUsage.ReportAsync("apply", [], errors, surroundings).ConfigureAwait(false);
        if (!await LintAsync(text).ConfigureAwait(false)) return ExitStatus.Found;
        if (request.DryRun) return await TellPlanAsync(text).ConfigureAwait(false);
        await _steps.BeginAsync("before").ConfigureAwait(false);
        Judgement before = await Verification.OnceAsync(request.Verify!, surroundings.Interrupted).ConfigureAwait(false);
        await _steps.DoneAsync(Verification.Told(before)).ConfigureAwait(false);
        await PutInPlaceAsync(text).ConfigureAwait(false);
        bool good;
        try
        {
            good = await ProveAsync(text, before).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await _steps.FailedAsync("interrupted").ConfigureAwait(false);
            good = false;
        }

        if (!good)
        {
            await new WayBack(request, change, Commands, _steps, Verification).RunAsync(request.Test, request.Reload, _tested, _reloaded, request.Verify).ConfigureAwait(false);
            return ExitStatus.Found;
        }

        change.Keep();
        await _steps.SayAsync($"kept. To go back: wayleave apply --rollback {Printable.Line(request.Target)}").ConfigureAwait(false);
        return ExitStatus.Fine;
    }

    private async Task<string?> FillAsync(List<string> errors)
    {
        await _steps.BeginAsync("fill").ConfigureAwait(false);
        string file = request.File!;
        try
        {
            _file = TextFile.Read(file);
            Filled filled = Filled.Of(_file.Text, request.Variables, errors);
            if (errors.Count > 0)
            {
                await _steps.FailedAsync($"{Printable.Line(file)} has variables without a value").ConfigureAwait(false);
                return null;
            }

            await _steps.DoneAsync(string.Create(CultureInfo.InvariantCulture, $"{Printable.Line(file)}: {filled.Count} variable{(filled.Count == 1 ? "" : "s")} filled")).ConfigureAwait(false);
            return filled.Text;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add(FileTrouble.Text(file, e));
            return null;
        }
    }

    private async Task<bool> LintAsync(string text)
    {
        await _steps.BeginAsync("lint").ConfigureAwait(false);
        var source = new SourceText(request.Target, text);
        if (request.Kind is null && ConfigKinds.Recognise(source) is null)
        {
            await _steps.PassedOverAsync("what kind of file this is cannot be seen; name it with --kind").ConfigureAwait(false);
            return true;
        }

        LintReport report = Linter.Check([source], new LintOptions { Kind = request.Kind, Paths = request.Paths, Context = new ReadContext { Files = new DiskFiles(null) } });
        bool bad = report.Errors.Length > 0 || report.Findings.Any(finding => finding.Severity == Severity.Error);
        ImmutableArray<LintFinding> told = [.. report.Findings.Where(finding => finding.Severity > Severity.Info)];
        if (bad) await _steps.FailedAsync("nothing is installed; mend this first").ConfigureAwait(false);
        else if (told.IsEmpty) await _steps.DoneAsync("nothing found").ConfigureAwait(false);
        else await _steps.WarnAsync(string.Create(CultureInfo.InvariantCulture, $"{told.Length} warning{(told.Length == 1 ? "" : "s")}")).ConfigureAwait(false);
        if (bad || !told.IsEmpty) await surroundings.Output.WriteAsync(new LintText(surroundings.ColoursWelcome, surroundings.Width).Of(report with { Findings = told })).ConfigureAwait(false);
        return !bad;
    }

    private async Task<int> TellPlanAsync(string text)
    {
        string patch = UnifiedDiff.Of(request.Target, change.Current() is { } now ? TextFile.Of(now).Text : "", text);
        await surroundings.Output.WriteAsync(patch.Length == 0 ? $"{Printable.Line(request.Target)} has this text already\n" : patch).ConfigureAwait(false);
        (string, string?) test = ("test", request.Test), reload = ("reload", request.Reload), loaded = ("loaded", request.Dump ?? LoadedCheck.DumpCommand(request.Test));
        foreach ((string step, string? command) in request.Dump is null ? new[] { test, loaded, reload } : [test, reload, loaded])
            await _steps.SayAsync($"{step}: {(command is null ? "nothing" : Printable.Line(command))}").ConfigureAwait(false);
        await _steps.SayAsync($"verify: wayleave doctor {Printable.Line(request.VerifyUrl!)}").ConfigureAwait(false);
        await _steps.SayAsync("nothing was changed (--dry-run)").ConfigureAwait(false);
        return ExitStatus.Fine;
    }

    private async Task PutInPlaceAsync(string text)
    {
        await _steps.BeginAsync("back up").ConfigureAwait(false);
        string? backup = change.BackUp(_file.Bytes(text));
        await _steps.DoneAsync(backup is null ? "there was no such file" : Printable.Line(backup)).ConfigureAwait(false);
        await _steps.BeginAsync("install").ConfigureAwait(false);
        change.Install(_file.Bytes(text));
        await _steps.DoneAsync(Printable.Line(request.Target)).ConfigureAwait(false);
    }

    private async Task<bool> ProveAsync(string text, Judgement before)
    {
        CancellationToken interrupted = surroundings.Interrupted;
        _tested = await Commands.StepAsync("test", request.Test, interrupted).ConfigureAwait(false);
        if (!_tested) return false;
        // The dump that is the test over again does over again what stands before nginx in it, such as a cp of the file. nginx -s reload returns before the
        // file is read: nginx would find it empty, load that, and close its ports. nginx -T reads the files, so it tells as much before.
        if (request.Dump is null && !await Commands.LoadedAsync(LoadedCheck.DumpCommand(request.Test), text, request.Target, interrupted).ConfigureAwait(false)) return false;
        _reloaded = request.Reload is not null;
        if (!await Commands.StepAsync("reload", request.Reload, interrupted).ConfigureAwait(false)) return false;
        if (request.Dump is { } dump && !await Commands.LoadedAsync(dump, text, request.Target, interrupted).ConfigureAwait(false)) return false;
        await _steps.BeginAsync("verify").ConfigureAwait(false);
        Judgement after = await Verification.AfterReloadAsync(request.Verify!, Verdict.Works, request.VerifyFor, interrupted).ConfigureAwait(false);
        bool keeps = Verification.Keeps(before.Verdict, after.Verdict);
        if (!keeps) await _steps.FailedAsync(Verification.Told(after)).ConfigureAwait(false);
        else if (after.Verdict == Verdict.Works) await _steps.DoneAsync(Verification.Told(after)).ConfigureAwait(false);
        else await _steps.WarnAsync(Verification.Told(after) + " (no worse than before)").ConfigureAwait(false);
        return keeps;
    }
}
