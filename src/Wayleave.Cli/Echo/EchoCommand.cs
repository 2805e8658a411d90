using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Wayleave.Cli.CommandLine;
using Wayleave.Cli.Input;
using Wayleave.Server.Configuration;
using Wayleave.Server.Echo;
using Wayleave.Server.Tls;

namespace Wayleave.Cli.Echo;

/// <summary><c>wayleave echo</c>.</summary>
internal static class EchoCommand
{
    private static readonly Option<string?> s_listen = new("--listen")
    {
        Description = "Where to listen: PORT or ADDRESS:PORT; port 0 takes a free one (default 127.0.0.1:9000)", HelpName = "ADDR",
    };

    private static readonly Option<string?> s_maxMessage = new("--max-message") { Description = "The longest message (default 16MiB)", HelpName = "SIZE" };

    private static readonly Option<string?> s_cert = new("--cert") { Description = "Speak TLS with this certificate, a PEM file", HelpName = "FILE" };

    private static readonly Option<string?> s_key = new("--key") { Description = "The certificate's private key, a PEM file (default: in the same file)", HelpName = "FILE" };

    /// <summary>Makes the command.</summary>
    /// <param name="surroundings">What it may touch.</param>
    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("echo", "A WebSocket server that gives back what it gets and tells a doctor what arrived.")
        {
            s_listen, s_maxMessage, s_cert, s_key,
        };
        command.SetAction(async (parsed, _) =>
        {
            var errors = new List<string>();
            EchoOptions options = Read(parsed, errors) with { Time = surroundings.Time };
            using LoadedCertificate? certificate = ReadCertificate(parsed.GetValue(s_cert), parsed.GetValue(s_key), errors);
            if (errors.Count == 0 && Start(options with { Certificate = certificate?.CreateContext() }, errors) is { } server)
                return await RunAsync(server, surroundings).ConfigureAwait(false);
            return await BadUsage.ReportAsync("echo", [], errors, surroundings).ConfigureAwait(false);
        });
        return command;
    }

    private static EchoOptions Read(ParseResult parsed, List<string> errors)
    {
        var options = new EchoOptions();
        if (parsed.GetValue(s_listen) is { } listen)
        {
            if (ListenAddress.Read(listen, out IPEndPoint? address) is { } wrong)
                errors.Add($"--listen: {wrong}");
            else
                options = options with { Listen = address! };
        }

        if (parsed.GetValue(s_maxMessage) is { } size)
        {
            if (!Sizes.TryParse(size, out long bytes))
                errors.Add($"--max-message: '{Printable.Short(size, 40)}' is not a size; {Sizes.Form}");
            else if (bytes > 1 << 30)
                errors.Add($"--max-message: {Printable.Short(size, 40)} is out of range: at most {Sizes.Text(1 << 30)}");
            else
                options = options with { MaxMessageBytes = (int)bytes };
        }

        return options;
    }

    private static LoadedCertificate? ReadCertificate(string? certificateFile, string? keyFile, List<string> errors)
    {
        if (certificateFile is null)
        {
            if (keyFile is not null)
                errors.Add("--key: a key needs a certificate; add --cert FILE");
            return null;
        }

        LoadedCertificate? certificate = CertificateReader.Read(new CertificateSettings(certificateFile, keyFile), out TlsProblem? problem);
        if (problem is not null)
            errors.Add($"{(problem.File == keyFile ? "--key" : "--cert")}: {Printable.Line(problem.ToString())}");
        return certificate;
    }

    private static EchoServer? Start(EchoOptions options, List<string> errors)
    {
        try
        {
            return EchoServer.Start(options);
        }
        catch (SocketException e)
        {
            errors.Add($"--listen: cannot listen on {options.Listen}: {Printable.Line(e.Message)}");
            return null;
        }
    }

    private static async Task<int> RunAsync(EchoServer server, Surroundings surroundings)
    {
        await using (server.ConfigureAwait(false))
        {
            await surroundings.Output.WriteLineAsync($"echo listens on {server.Url}").ConfigureAwait(false);
            await surroundings.Output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using (surroundings.Interrupted.Register(stopped.SetResult))
                await stopped.Task.ConfigureAwait(false);
        }

        return ExitStatus.Fine;
    }
}
