using System.CommandLine;
using Wayleave.Cli.CommandLine;
using Wayleave.Cli.Input;
using Wayleave.Server.Configuration;
using Wayleave.Server.Configuration.Reading;
using Wayleave.Server.Tls;

namespace Wayleave.Cli.Serve;

/// <summary><c>wayleave serve</c>: from the command line to settings, and what can be done with settings alone.</summary>
internal static class ServeCommand
{
    private const string UsualFile = "wayleave.yaml";

    /// <summary>Makes the command.</summary>
    /// <param name="surroundings">What it may touch.</param>
    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("serve", "A proxy in front of an app that is right for WebSockets without settings: wayleave serve --to http://127.0.0.1:8501");
        foreach (Option option in ServeOptions.All) command.Add(option);
        command.SetAction((parsed, _) => ActAsync(parsed, surroundings));
        return command;
    }

    private static async Task<int> ActAsync(ParseResult parsed, Surroundings surroundings)
    {
        if (parsed.GetValue(ServeOptions.PrintSchema)) return await PrintAsync(SettingsSchema.Text(), surroundings).ConfigureAwait(false);
        if (parsed.GetValue(ServeOptions.WriteDocs) is { } folder) return await WriteDocsAsync(folder, surroundings).ConfigureAwait(false);

        SettingsOverrides overrides = ServeOptions.Overrides(parsed);
        string? file = parsed.GetValue(ServeOptions.Config) ?? (overrides.To.IsEmpty && File.Exists(UsualFile) ? UsualFile : null);
        if (file is null && overrides.To.IsEmpty) return await FailAsync([Nothing], surroundings).ConfigureAwait(false);

        var world = new ReadingWorld { Environment = surroundings.Environment };
        // To serve, they are opened by the gateway, once.
        if (parsed.GetValue(ServeOptions.Check)) world = world with { Certificate = certificate => CertificateCheck.Of(certificate, surroundings.Time.GetUtcNow()) };
        var source = new SettingsSource(file, overrides, world);
        SettingsReading reading = source.Read();
        if (reading.Settings is not { } settings)
            return await FailAsync([.. reading.Errors.Select(error => Printable.Line(error.ToString()))], surroundings).ConfigureAwait(false);
        if (parsed.GetValue(ServeOptions.PrintConfig)) return await PrintAsync(SettingsText.Write(settings), surroundings).ConfigureAwait(false);
        if (parsed.GetValue(ServeOptions.Check)) return await PraiseAsync(source, settings, surroundings).ConfigureAwait(false);
        return await ServeRun.RunAsync(source, settings, surroundings).ConfigureAwait(false);
    }

    private static string Nothing =>
        $"there is nothing to serve: no --to, no -c and no {UsualFile} in this folder; write wayleave serve --to http://127.0.0.1:8501 with your app's address";

    private static async Task<int> PraiseAsync(SettingsSource source, ServeSettings settings, Surroundings surroundings)
    {
        foreach (string warning in SettingsWarnings.Of(settings))
            await surroundings.Error.WriteLineAsync($"wayleave serve: warning: {Printable.Line(warning)}").ConfigureAwait(false);
        string routes = settings.Routes.Length == 1 ? "1 route" : $"{settings.Routes.Length} routes";
        return await PrintAsync($"{Printable.Short(source.Name, 200)} is good: {routes}, listens on {string.Join(", ", settings.Listen)}\n", surroundings).ConfigureAwait(false);
    }

    private static async Task<int> PrintAsync(string text, Surroundings surroundings)
    {
        await surroundings.Output.WriteAsync(text).ConfigureAwait(false);
        return ExitStatus.Fine;
    }

    private static async Task<int> WriteDocsAsync(string folder, Surroundings surroundings)
    {
        try
        {
            string page = Path.Combine(folder, "configuration.md");
            await File.WriteAllTextAsync(page, SettingsPage.Renew(await File.ReadAllTextAsync(page).ConfigureAwait(false))).ConfigureAwait(false);
            await File.WriteAllTextAsync(Path.Combine(folder, "wayleave.schema.json"), SettingsSchema.Text()).ConfigureAwait(false);
            return ExitStatus.Fine;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return await FailAsync([$"--write-docs: {FileTrouble.Text(folder, e)}"], surroundings).ConfigureAwait(false);
        }
    }

    private static Task<int> FailAsync(IReadOnlyList<string> errors, Surroundings surroundings) =>
        BadUsage.ReportAsync("serve", [], errors, surroundings);
}
