using System.Collections.Immutable;
using System.Globalization;
using Wayleave.Cli.CommandLine;
using Wayleave.Cli.Input;
using Wayleave.Rules.Config;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Lint;
using Wayleave.Server.Tls;

namespace Wayleave.Cli.Lint;

/// <summary>One run of lint: reads the files, judges them, mends them if asked, reports.</summary>
internal sealed class LintSession(LintRequest request, Surroundings surroundings)
{
    private readonly List<ReadError> _unread = [];

    /// <summary>Runs it.</summary>
    /// <returns>The exit status.</returns>
    public async Task<int> RunAsync()
    {
        ImmutableArray<SourceText> sources = await ReadAsync().ConfigureAwait(false);
        LintOptions options = request.Options with { Context = request.Options.Context with { Files = new DiskFiles(request.Root, sources) } };
        LintReport report = Linter.Check(sources, options);
        if (request.Diff)
        {
            foreach ((SourceText before, SourceText after) in Mending.Of(report, sources, options).Changed)
                await surroundings.Output.WriteAsync(UnifiedDiff.Of(before.Name, before.Text, after.Text)).ConfigureAwait(false);
        }
        else if (request.Fix && report.Errors.IsEmpty)
        {
            Mending mending = Mending.Of(report, sources, options);
            if (await WriteAsync(mending).ConfigureAwait(false)) report = mending.Report;
        }

        report = report with { Errors = [.. _unread, .. report.Errors] };
        if (request.Diff) await TellErrorsAsync(report).ConfigureAwait(false);
        else await surroundings.Output.WriteAsync(Text(report)).ConfigureAwait(false);
        return Status(report);
    }

    private string Text(LintReport report) => request.Format switch
    {
        "json" => LintJson.Of(report),
        "sarif" => LintSarif.Of(report),
        "github" => LintGitHub.Of(report),
        _ => new LintText(request.Colours, surroundings.Width).Of(report),
    };

    private int Status(LintReport report)
    {
        if (report.Errors.Length > 0) return ExitStatus.CouldNotTell;
        Severity? least = request.FailOn switch { FailOn.Error => Severity.Error, FailOn.Warning => Severity.Warning, FailOn.Info => Severity.Info, _ => null };
        return report.Findings.Any(finding => finding.Severity >= least) ? ExitStatus.Found : ExitStatus.Fine;
    }

    private async Task<ImmutableArray<SourceText>> ReadAsync()
    {
        ImmutableArray<SourceText>.Builder sources = ImmutableArray.CreateBuilder<SourceText>();
        foreach (string file in request.Files)
        {
            try
            {
                string text = file == "-" ? await surroundings.Input.ReadToEndAsync(surroundings.Interrupted).ConfigureAwait(false) : TextFile.Read(file).Text;
                sources.Add(new SourceText(file, text));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                _unread.Add(new ReadError(new SourceText(file, "").All, FileTrouble.Text(file, e)));
            }
        }

        return sources.ToImmutable();
    }

    private async Task<bool> WriteAsync(Mending mending)
    {
        foreach ((SourceText before, SourceText after) in mending.Changed)
        {
            try
            {
                // A name may be a link to the file, as in sites-enabled: the link stays.
                string place = File.ResolveLinkTarget(before.Name, returnFinalTarget: true)?.FullName ?? before.Name;
                WholeFile.Replace(place, TextFile.Read(place).Bytes(after.Text));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                _unread.Add(new ReadError(before.All.Before, "it cannot be mended: " + FileTrouble.Text(before.Name, e)));
                return false;
            }
        }

        if (mending.Made > 0)
            await surroundings.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"mended: {mending.Made} in {string.Join(", ", mending.Changed.Select(file => file.Before.Name))}")).ConfigureAwait(false);
        return true;
    }

    private async Task TellErrorsAsync(LintReport report)
    {
        foreach (ReadError error in report.Errors)
            await surroundings.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{error.At.Source.Name}:{error.At.Line}: {Printable.Line(error.Message)}")).ConfigureAwait(false);
    }
}
