using System.Text.Json.Nodes;
using Wayleave.Conformance.Chains;
using Wayleave.Conformance.Serve.Chaos;
using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Recipes;

/// <summary>What <c>wayleave config</c> writes, run by the real program in front of <c>wayleave echo</c>, and examined by the doctor.</summary>
public sealed class RecipeTests
{
    [Theory]
    [InlineData("nginx", "none", false)]
    [InlineData("nginx", "none", true)]
    [InlineData("nginx", "cloudflare", true)]
    [InlineData("haproxy", "none", false)]
    [InlineData("haproxy", "none", true)]
    [InlineData("haproxy", "cloudflare", true)]
    [InlineData("caddy", "alb", false)]
    [InlineData("caddy", "none", true)]
    [InlineData("caddy", "cloudflare", true)]
    [InlineData("apache", "none", false)]
    [InlineData("apache", "none", true)]
    [InlineData("apache", "cloudflare", true)]
    public async Task A_configuration_works_as_it_is_written(string kind, string edge, bool tls)
    {
        string executable = kind == "apache" ? "apache2" : kind;
        Assert.SkipWhen(InstalledPrograms.Find(executable) is null, $"not installed: {executable}");
        using var folder = new ScratchFolder("recipe");
        await using var echo = await EchoProcess.StartAsync();
        (await CommandRun.OfAsync("cert", "make", "--name", "localhost", "--out", folder.Path)).Status.ShouldBe(0);
        string certificate = Path.Combine(folder.Path, "cert.pem"), key = Path.Combine(folder.Path, "key.pem");
        string to = new UriBuilder(echo.Url) { Scheme = "http" }.Uri.GetLeftPart(UriPartial.Authority);
        CommandRun written = await CommandRun.OfAsync(["config", kind, "--to", to, "--domain", "localhost", "--edge", edge, "--socket-path", "/ws", .. tls ? ["--tls", $"{certificate},{key}"] : Array.Empty<string>()]);
        written.Status.ShouldBe(0, written.Errors);
        var program = new RecipeProgram(kind, folder, certificate, key);

        await using RunningProgram running = await program.StartAsync(written.Output, tls);

        CommandRun doctor = await CommandRun.OfAsync("doctor", $"{(tls ? "wss" : "ws")}://localhost:{(tls ? program.HttpsPort : program.HttpPort)}/ws", "--ca", certificate, "--hold", "0s", "--format", "json");
        JsonNode report = JsonNode.Parse(doctor.Output)!;
        ((string?)report["verdict"]).ShouldBe("works", doctor.Output);
        report["findings"]!.AsArray().Where(finding => (string?)finding!["severity"] != "info").ShouldBeEmpty();
    }
}
