using System.Collections.Immutable;
using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Wayleave.Cli.CommandLine;
using Wayleave.Cli.Input;
using Wayleave.Probing;
using Wayleave.Probing.Dialling;
using Wayleave.Rules.Facts;
using Wayleave.Server.Configuration;
using Wayleave.Server.Tls;

namespace Wayleave.Cli.Cert;

/// <summary><c>wayleave cert show</c>.</summary>
internal static class ShowCommand
{
    private static readonly Argument<string?> s_what = new("WHAT")
    {
        Description = "A file (PEM, DER or PFX), HOST:PORT or a URL; without it, the self-signed certificate that serve keeps", Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string?> s_passwordFile = new("--password-file") { Description = "A file whose first line is the password of a PFX", HelpName = "FILE" };

    /// <summary>Makes the command.</summary>
    /// <param name="surroundings">What it may touch.</param>
    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("show", "Show a certificate: names, dates, key, fingerprint, chain.") { s_what, s_passwordFile };
        command.SetAction(async (parsed, _) =>
        {
            var errors = new List<string>();
            string? password = ReadPassword(parsed.GetValue(s_passwordFile), errors);
            if (errors.Count == 0 && await ShowAsync(parsed.GetValue(s_what), password, surroundings, errors).ConfigureAwait(false) is { } status) return status;
            return await BadUsage.ReportAsync("cert show", [], errors, surroundings).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<int?> ShowAsync(string? what, string? password, Surroundings surroundings, List<string> errors)
    {
        if (what is null)
        {
            if (StateFolder.Find(null, surroundings.Environment) is not { } folder)
                errors.Add("serve keeps no certificate: there is no home folder");
            else if (StateFolder.SelfSignedFile(folder) is var kept && !File.Exists(kept))
                errors.Add($"serve has made no certificate yet; it will keep it in {Printable.Line(kept)}");
            else
                return await ShowFileAsync(kept, null, surroundings, errors).ConfigureAwait(false);
            return null;
        }

        if (!what.Contains("://", StringComparison.Ordinal) && Path.Exists(what))
            return await ShowFileAsync(what, password, surroundings, errors).ConfigureAwait(false);
        if (ReadUrl(what, out Uri? url) is { } wrong)
        {
            errors.Add(wrong);
            return null;
        }

        return await ShowServerAsync(url!, surroundings, errors).ConfigureAwait(false);
    }

    private static async Task<int?> ShowFileAsync(string file, string? password, Surroundings surroundings, List<string> errors)
    {
        var settings = new CertificateSettings(file, Password: password);
        ImmutableArray<X509Certificate2> certificates = CertificateReader.ReadPublic(settings, out TlsProblem? problem);
        if (problem is not null)
        {
            errors.Add(Printable.Line(problem.ToString()));
            return null;
        }

        bool hasKey = false;
        using (LoadedCertificate? loaded = CertificateReader.Read(settings, out _))
            hasKey = loaded is not null;
        await surroundings.Output.WriteLineAsync($"{Printable.Line(file)}{(hasKey ? ", with its private key" : "")}").ConfigureAwait(false);
        return await WriteAsync(certificates, [], surroundings).ConfigureAwait(false);
    }

    private static async Task<int?> ShowServerAsync(Uri url, Surroundings surroundings, List<string> errors)
    {
        var look = await CertificateLook.AtAsync(new ExaminationOptions { Target = url }, surroundings.Time, surroundings.Interrupted).ConfigureAwait(false);
        string server = $"{url.IdnHost}:{url.Port}";
        if (look.Certificates.IsEmpty)
        {
            errors.Add(Printable.Line($"{server}: {look.Failure?.Text ?? "it showed no certificate"}"));
            return null;
        }

        await surroundings.Output.WriteLineAsync($"{server} at {look.Address}, {look.Version ?? "no handshake in the end"}").ConfigureAwait(false);
        return await WriteAsync([.. look.Certificates.Select(der => X509CertificateLoader.LoadCertificate(der.Span))], look.Flaws, surroundings).ConfigureAwait(false);
    }

    private static async Task<int> WriteAsync(ImmutableArray<X509Certificate2> certificates, ImmutableArray<CertificateFlaw> flaws, Surroundings surroundings)
    {
        DateTime now = surroundings.Time.GetUtcNow().UtcDateTime;
        await surroundings.Output.WriteAsync(CertificateText.Of(certificates, flaws, now)).ConfigureAwait(false);
        bool holds = flaws.IsEmpty && certificates[0].NotBefore.ToUniversalTime() <= now && now <= certificates[0].NotAfter.ToUniversalTime();
        foreach (X509Certificate2 certificate in certificates) certificate.Dispose();
        return holds ? ExitStatus.Fine : ExitStatus.Found;
    }

    private static string? ReadUrl(string what, out Uri? url)
    {
        url = null;
        string shown = Printable.Short(what, 120);
        bool isUrl = what.Contains("://", StringComparison.Ordinal);
        if (!isUrl && (what.AsSpan().ContainsAny('/', '\\') || !(what.Contains(':', StringComparison.Ordinal) || what.Contains('.', StringComparison.Ordinal)) || IsFileName(what)))
            return $"there is no file {shown}; for a server write HOST:PORT";
        if (TargetUrl.Read(isUrl ? what : $"https://{what}", out Uri read) is { } wrong) return wrong;
        if (read.Scheme is "ws" or "http") return $"{shown} is spoken without TLS, so there is no certificate; write {(read.Scheme == "ws" ? "wss" : "https")}://";
        url = read;
        return null;
    }

    // What nobody calls a host.
    private static bool IsFileName(string what) =>
        Path.GetExtension(what).ToLowerInvariant() is ".pem" or ".crt" or ".cer" or ".der" or ".pfx" or ".p12" or ".key";

    private static string? ReadPassword(string? file, List<string> errors)
    {
        if (file is null) return null;
        try
        {
            return File.ReadLines(file).FirstOrDefault() ?? "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            errors.Add($"--password-file: {FileTrouble.Text(file, e)}");
            return null;
        }
    }
}
