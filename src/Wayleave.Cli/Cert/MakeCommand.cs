using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Wayleave.Cli.CommandLine;
using Wayleave.Cli.Input;
using Wayleave.Server.Tls;

namespace Wayleave.Cli.Cert;

/// <summary><c>wayleave cert make</c>.</summary>
internal static class MakeCommand
{
    private const int MostDays = 3650;

    private static readonly Option<string[]> s_name = new("--name")
    {
        Description = "A name or address that it is for (repeatable; default localhost, 127.0.0.1, ::1 and this machine's name)", HelpName = "NAME", Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string?> s_days = new("--days")
    {
        Description = $"For how many days from now it holds (default {SelfSigned.DefaultDays - 1}; Apple's systems take no more than {SelfSigned.MostDays - 1})", HelpName = "N",
    };

    private static readonly Option<string?> s_out = new("--out") { Description = "The folder for cert.pem and key.pem (default: this one)", HelpName = "FOLDER" };

    private static readonly Option<bool> s_force = new("--force") { Description = "Replace files that are there" };

    /// <summary>Makes the command.</summary>
    /// <param name="surroundings">What it may touch.</param>
    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("make", "Make a self-signed certificate and its private key, in PEM.") { s_name, s_days, s_out, s_force };
        command.SetAction(async (parsed, _) =>
        {
            var errors = new List<string>();
            ImmutableArray<string> names = ReadNames(parsed.GetValue(s_name) ?? [], errors);
            int days = ReadDays(parsed.GetValue(s_days), errors);
            string folder = parsed.GetValue(s_out) ?? ".";
            if (errors.Count == 0)
                Write(folder, names, days, parsed.GetValue(s_force), surroundings, errors);
            if (errors.Count > 0)
                return await BadUsage.ReportAsync("cert make", [], errors, surroundings).ConfigureAwait(false);
            // One more than from now on: it begins a day ago.
            if (days + 1 > SelfSigned.MostDays)
                await surroundings.Error.WriteLineAsync($"wayleave cert make: Apple's systems refuse a certificate that holds for more than {SelfSigned.MostDays} days").ConfigureAwait(false);
            await surroundings.Output.WriteLineAsync($"{Path.Combine(folder, "cert.pem")}: for {string.Join(", ", names)}, {days} days").ConfigureAwait(false);
            await surroundings.Output.WriteLineAsync($"{Path.Combine(folder, "key.pem")}: its private key, for its owner's eyes only").ConfigureAwait(false);
            return ExitStatus.Fine;
        });
        return command;
    }

    private static ImmutableArray<string> ReadNames(string[] typed, List<string> errors)
    {
        if (typed.Length == 0) return SelfSigned.LocalNames(Environment.MachineName);
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (string text in typed)
        {
            if (CertificateNames.TryRead(text, out string name))
                names.Add(name);
            else
                errors.Add($"--name: '{Printable.Short(text, 60)}' is not a name; write app.example, *.app.example or an address, without scheme and port");
        }

        return [.. names.Distinct()];
    }

    private static int ReadDays(string? typed, List<string> errors)
    {
        if (typed is null) return SelfSigned.DefaultDays - 1;
        if (int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out int days) && days is >= 1 and <= MostDays) return days;
        errors.Add($"--days: '{Printable.Short(typed, 40)}' is not a number of days from 1 to {MostDays}");
        return 0;
    }

    private static void Write(string folder, ImmutableArray<string> names, int days, bool force, Surroundings surroundings, List<string> errors)
    {
        (string certificateFile, string keyFile) = (Path.Combine(folder, "cert.pem"), Path.Combine(folder, "key.pem"));
        // Both are looked at before either is written: a new key beside an old certificate is worth nothing.
        foreach (string file in new[] { certificateFile, keyFile })
        {
            if (!force && Path.Exists(file)) errors.Add($"{Printable.Short(file, 120)} is there already; --force replaces it, --out FOLDER goes elsewhere");
        }

        if (errors.Count > 0) return;
        (string certificate, string key) = SelfSigned.Make(names, days + 1, surroundings.Time);
        string current = folder;
        try
        {
            Directory.CreateDirectory(folder);
            current = keyFile;
            WholeFile.Write(keyFile, key, isSecret: true, replace: force);
            current = certificateFile;
            WholeFile.Write(certificateFile, certificate, isSecret: false, replace: force);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            errors.Add(FileTrouble.Text(current, e));
        }
    }
}
