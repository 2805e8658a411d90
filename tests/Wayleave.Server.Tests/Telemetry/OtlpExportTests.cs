using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Wayleave.Protocol.Echo;
using Wayleave.Server.Telemetry;
using Wayleave.Server.Tests.Serving;

namespace Wayleave.Server.Tests.Telemetry;

/// <summary>Spans and meters are known by name in the whole process, so nothing else runs meanwhile.</summary>
[CollectionDefinition(nameof(OtlpExportTests), DisableParallelization = true)]
[Collection(nameof(OtlpExportTests))]
public sealed class OtlpExportTests
{
    private const string Parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    [Fact]
    public async Task Spans_and_figures_arrive_and_the_app_is_told_its_caller()
    {
        var received = new ConcurrentDictionary<string, string>();
        await using var receiver = await StartReceiverAsync(received);
        var told = new List<string>();
        await using (var rig = await GatewayRig.StartAsync(options: options => options with
        {
            Environment = name => name switch
            {
                "OTEL_EXPORTER_OTLP_ENDPOINT" => receiver.Urls.First(),
                "OTEL_EXPORTER_OTLP_PROTOCOL" => "http/protobuf",
                "OTEL_SERVICE_NAME" => "the-gateway",
                _ => null,
            },
        }))
        {
            using var socket = await rig.OpenAsync(options: options => options.SetRequestHeader("traceparent", Parent));
            told.Add(Told(await GatewayRig.EchoAsync(socket, Arrived.Question)));
            using var request = new HttpRequestMessage(HttpMethod.Get, "/healthz?token=secret") { Headers = { { "traceparent", Parent } } };
            using var answer = await rig.Public.SendAsync(request);
            told.Add(Told(await answer.Content.ReadAsStringAsync()));
        }

        foreach (var traceparent in told)
        {
            traceparent.ShouldStartWith(Parent[..36]);
            traceparent.ShouldNotContain(Parent[36..52]);
        }

        var spans = received["/v1/traces"];
        spans.ShouldContain("the-gateway");
        spans.ShouldContain("GET /");
        spans.ShouldContain("http.response.status_code");
        spans.ShouldNotContain("secret");
        foreach (var traceparent in told)
            spans.ShouldContain(Encoding.Latin1.GetString(Convert.FromHexString(traceparent[36..52])));
        var figures = received["/v1/metrics"];
        figures.ShouldContain("wayleave.upgrades");
        figures.ShouldContain("wayleave.socket.duration");
    }

    [Fact]
    public async Task Without_OpenTelemetry_the_app_gets_the_callers_context_as_it_came()
    {
        await using var rig = await GatewayRig.StartAsync();
        using var socket = await rig.OpenAsync(options: options => options.SetRequestHeader("traceparent", Parent));
        Told(await GatewayRig.EchoAsync(socket, Arrived.Question)).ShouldBe(Parent);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/healthz") { Headers = { { "traceparent", Parent } } };
        using var answer = await rig.Public.SendAsync(request);
        Told(await answer.Content.ReadAsStringAsync()).ShouldBe(Parent);
    }

    [Theory]
    [InlineData("")]
    [InlineData("OTEL_SERVICE_NAME=x")]
    [InlineData("OTEL_SDK_DISABLED=true OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:1")]
    [InlineData("OTEL_TRACES_EXPORTER=none OTEL_METRICS_EXPORTER=none OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:1")]
    public void Nothing_is_started_unless_it_is_asked_for(string environment)
    {
        var variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        OtlpExport.Start(variables.GetValueOrDefault, "1").ShouldBeNull();
    }

    private static string Told(string arrived) =>
        Arrived.FromJson(Encoding.UTF8.GetBytes(arrived))!.Headers.Single(line => line.Is("traceparent")).Value;

    private static async Task<WebApplication> StartReceiverAsync(ConcurrentDictionary<string, string> received)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var receiver = builder.Build();
        receiver.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            // Texts and ids stand in protobuf as they are.
            received.AddOrUpdate(context.Request.Path.Value!, _ => Encoding.Latin1.GetString(body.ToArray()), (_, before) => before + Encoding.Latin1.GetString(body.ToArray()));
        });
        await receiver.StartAsync();
        return receiver;
    }
}
