using System.Collections.Immutable;
using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Wayleave.Cli.CommandLine;
using Wayleave.Cli.Input;
using Wayleave.Lab.Engine;
using Wayleave.Lab.Grammar;

namespace Wayleave.Cli.Lab;

/// <summary><c>wayleave lab HOP[:FAULT…][,HOP…] --to URL</c>.</summary>
internal static class LabCommand
{
    private static readonly Argument<string?> s_chain = new("chain")
    {
        Description = "The hops in the order in which a request meets them: the first listens, the last speaks to the app",
        HelpName = "HOP[:FAULT…][,HOP…]",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string?> s_to = new("--to") { Description = "The app behind the chain", HelpName = "URL" };

    private static readonly Option<string?> s_listen = new("--listen")
    {
        Description = "Where the first hop listens: PORT or ADDRESS:PORT (default 127.0.0.1:0, a free port)", HelpName = "ADDR",
    };

    private static readonly Option<bool> s_tls = new("--tls") { Description = "The first hop listens with TLS, by a certificate made for this run" };

    private static readonly Option<string?> s_cert = new("--cert") { Description = "With --tls: this certificate with its key instead, a PEM file", HelpName = "FILE" };

    private static readonly Option<double> s_speed = new("--speed")
    {
        Description = "Shorten the hops' own times by this factor; times written in the chain stay", HelpName = "N", DefaultValueFactory = _ => 1,
    };

    private static readonly Option<int> s_seed = new("--seed") { Description = "The seed of all chance (default 0)", HelpName = "S" };

    private static readonly Option<bool> s_list = new("--list") { Description = "List every hop and fault and end" };

    /// <summary>Makes the command.</summary>
    /// <param name="surroundings">What it may touch.</param>
    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("lab", "A chain of stand-ins for proxies and edges, each with its faults, in front of an app.")
        {
            s_chain, s_to, s_listen, s_tls, s_cert, s_speed, s_seed, s_list,
        };
        command.SetAction(async (parsed, _) =>
        {
            if (parsed.GetValue(s_list))
            {
                await surroundings.Output.WriteAsync(LabListing.Text()).ConfigureAwait(false);
                return ExitStatus.Fine;
            }

            var errors = new List<string>();
            LabPlan? plan = ReadPlan(parsed.GetValue(s_chain), errors);
            Uri? to = ReadTarget(parsed.GetValue(s_to), errors);
            using var log = new LabLog(surroundings);
            LabOptions options = ReadOptions(parsed, errors) with { Time = surroundings.Time, Log = log.Write };
            if (errors.Count == 0 && await StartAsync(plan!, to!, options, errors).ConfigureAwait(false) is { } chain)
                return await RunAsync(chain, to!, options.Tls, surroundings).ConfigureAwait(false);
            return await BadUsage.ReportAsync("lab", [], errors, surroundings).ConfigureAwait(false);
        });
        return command;
    }

    private static LabPlan? ReadPlan(string? chain, List<string> errors)
    {
        if (chain is null)
        {
            errors.Add("a chain is missing, such as nginx:strip-upgrade; `wayleave lab --list` names hops and faults");
            return null;
        }

        if (!LabPlan.TryParse(chain, out var plan, out ImmutableArray<GrammarError> wrong))
            errors.AddRange(wrong.Select(error => Printable.Line(error.Message)));
        return plan;
    }

    private static Uri? ReadTarget(string? text, List<string> errors)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var to) && to.Scheme is "http" or "https")
            return to;
        errors.Add(text is null
            ? "--to is missing: the app's URL, such as --to http://127.0.0.1:8000"
            : $"--to: '{Printable.Short(text, 80)}' is no http or https URL");
        return null;
    }

    private static LabOptions ReadOptions(ParseResult parsed, List<string> errors)
    {
        var options = new LabOptions
        {
            Tls = parsed.GetValue(s_tls) || parsed.GetValue(s_cert) is not null,
            Speed = parsed.GetValue(s_speed),
            Seed = parsed.GetValue(s_seed),
        };
        if (!(options.Speed is > 0 and <= 1_000_000))
            errors.Add("--speed must be above 0 and at most 1000000");
        if (parsed.GetValue(s_listen) is { } listen)
        {
            if (ListenAddress.Read(listen, out IPEndPoint? address) is { } wrong)
                errors.Add($"--listen: {wrong}");
            else
                options = options with { Listen = address! };
        }

        return parsed.GetValue(s_cert) is { } file ? options with { Certificate = ReadCertificate(file, errors) } : options;
    }

    private static X509Certificate2? ReadCertificate(string file, List<string> errors)
    {
        try
        {
            // Through PKCS #12, since a key read from PEM cannot be used for TLS on every system.
            using var read = X509Certificate2.CreateFromPemFile(file);
            return X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add($"--cert: {FileTrouble.Text(file, e)}");
        }
        catch (CryptographicException)
        {
            errors.Add($"--cert: {Printable.Short(file, 120)} holds no certificate with its key in PEM");
        }

        return null;
    }

    private static async Task<LabChain?> StartAsync(LabPlan plan, Uri to, LabOptions options, List<string> errors)
    {
        try
        {
            return await LabChain.StartAsync(plan, to, options).ConfigureAwait(false);
        }
        catch (SocketException e)
        {
            errors.Add($"--listen: cannot listen on {options.Listen}: {Printable.Line(e.Message)}");
            return null;
        }
    }

    private static async Task<int> RunAsync(LabChain chain, Uri to, bool tls, Surroundings surroundings)
    {
        string? authorityFile = null;
        await using (chain.ConfigureAwait(false))
        {
            TextWriter output = surroundings.Output;
            await output.WriteLineAsync($"lab listens on {chain.Url}").ConfigureAwait(false);
            foreach (var hop in chain.Hops)
                await output.WriteLineAsync($"  {hop.Name,-12} {hop.Url}").ConfigureAwait(false);
            await output.WriteLineAsync($"  {"app",-12} {to}").ConfigureAwait(false);
            if (tls)
            {
                authorityFile = Path.Combine(Path.GetTempPath(), $"wayleave-lab-{Environment.ProcessId}-ca.pem");
                await File.WriteAllTextAsync(authorityFile, chain.Authority.ExportCertificatePem() + "\n").ConfigureAwait(false);
                await output.WriteLineAsync($"  trust it with: --ca {authorityFile}").ConfigureAwait(false);
            }

            await output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using (surroundings.Interrupted.Register(stopped.SetResult))
                await stopped.Task.ConfigureAwait(false);
        }

        if (authorityFile is not null)
            File.Delete(authorityFile);
        return ExitStatus.Fine;
    }
}
