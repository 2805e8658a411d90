using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Wayleave.Cli.CommandLine;

namespace Wayleave.Cli.Tests.Echo;

public sealed class EchoCommandTests
{
    private readonly Terminal _terminal = new();

    [Fact]
    public async Task It_prints_where_it_listens_and_ends_well_when_interrupted()
    {
        using var interrupted = new CancellationTokenSource();
        using var output = new FirstLine();
        var running = Launch.RunAsync(["echo", "--listen", "0"], _terminal.Surroundings with { Output = output, Interrupted = interrupted.Token });
        var line = await output.Line.WaitAsync(TimeSpan.FromSeconds(10));
        line.ShouldStartWith("echo listens on http://127.0.0.1:");
        using (var client = new TcpClient())
            await client.ConnectAsync(IPEndPoint.Parse(line["echo listens on http://".Length..]));
        await interrupted.CancelAsync();
        (await running).ShouldBe(0);
    }

    [Fact]
    public async Task With_a_certificate_it_speaks_TLS()
    {
        var folder = Directory.CreateTempSubdirectory("wayleave-echo-");
        try
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using var certificate = new CertificateRequest("CN=echo.test", key, HashAlgorithmName.SHA256)
                .CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2049, 1, 1, 0, 0, 0, TimeSpan.Zero));
            var (certificateFile, keyFile) = (Path.Combine(folder.FullName, "cert.pem"), Path.Combine(folder.FullName, "key.pem"));
            await File.WriteAllTextAsync(certificateFile, certificate.ExportCertificatePem());
            await File.WriteAllTextAsync(keyFile, key.ExportPkcs8PrivateKeyPem());

            using var interrupted = new CancellationTokenSource();
            using var output = new FirstLine();
            var running = Launch.RunAsync(
                ["echo", "--listen", "0", "--cert", certificateFile, "--key", keyFile],
                _terminal.Surroundings with { Output = output, Interrupted = interrupted.Token });
            (await output.Line.WaitAsync(TimeSpan.FromSeconds(10))).ShouldStartWith("echo listens on https://127.0.0.1:");
            await interrupted.CancelAsync();
            (await running).ShouldBe(0);

            (await _terminal.RunAsync("echo", "--listen", "0", "--cert", certificateFile)).ShouldBe(2);
            _terminal.Error.ShouldContain("holds no private key; name the key's file");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("--listen", "nowhere:1", "--listen: ")]
    [InlineData("--max-message", "many", "--max-message: 'many' is not a size")]
    [InlineData("--max-message", "2GiB", "at most 1024 MiB")]
    [InlineData("--key", "k.pem", "--key: a key needs a certificate")]
    [InlineData("--cert", "missing.pem", "--cert: missing.pem: there is no such file")]
    public async Task A_wrong_value_is_told_and_nothing_listens(string option, string value, string expected)
    {
        (await _terminal.RunAsync("echo", option, value)).ShouldBe(2);
        _terminal.Error.ShouldContain(expected);
        _terminal.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_address_in_use_is_told()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = taken.LocalEndpoint.ToString()!;
        (await _terminal.RunAsync("echo", "--listen", address)).ShouldBe(2);
        _terminal.Error.ShouldContain($"--listen: cannot listen on {address}: ");
    }

    private sealed class FirstLine : StringWriter
    {
        private readonly TaskCompletionSource<string> _line = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Line => _line.Task;

        public override Task WriteLineAsync(string? value)
        {
            _line.TrySetResult(value ?? "");
            return Task.CompletedTask;
        }
    }
}
