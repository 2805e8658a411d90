using System.Net;
using Microsoft.AspNetCore.Http;
using Wayleave.Server.Configuration;
using Wayleave.Server.Serving;
using Wayleave.Server.Tests.Serving;
using Wayleave.Server.Tests.Serving.Abuse;

namespace Wayleave.Server.Tests.Carry.Pages;

/// <summary>A gateway that carries, in front of an app that gives pages.</summary>
internal sealed class PageRig : IAsyncDisposable
{
    private PageRig(PageApp app, Gateway gateway, StringWriter log) => (App, Gateway, Log) = (app, gateway, log);

    /// <summary>The script's tag where a page needs nothing more.</summary>
    public static string Tag { get; } = $"<script src=\"?wayleave=script.{EmbeddedScript.Carry.Hash}\"></script>";

    public PageApp App { get; }

    public Gateway Gateway { get; }

    /// <summary>What was logged; whole once the gateway has stopped.</summary>
    public StringWriter Log { get; }

    public static async Task<PageRig> StartAsync(RequestDelegate answer, bool http2 = false, CarrySettings? carry = null)
    {
        var app = await PageApp.StartAsync(http2, answer);
        var log = new StringWriter();
        var gateway = await Served.BeforeAsync(
            [app.Url], route: route => route with { Carry = carry ?? new CarrySettings { Mode = CarryMode.Auto } }, options: new GatewayOptions { Log = TextWriter.Synchronized(log) });
        return new PageRig(app, gateway, log);
    }

    /// <summary>Asks as a browser does that loads a page.</summary>
    /// <param name="headers">Other headers than its usual ones; an empty value takes one out.</param>
    /// <param name="method">The method.</param>
    /// <param name="version">The version.</param>
    /// <returns>The answer, its body read.</returns>
    public async Task<HttpResponseMessage> AskAsync((string Name, string Value)[]? headers = null, HttpMethod? method = null, Version? version = null)
    {
        using var handler = new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None };
        using var client = new HttpClient(handler) { Timeout = RawClient.Bound };
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, $"{Gateway.Urls[0]}/some/page?a=b") { Version = version ?? HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        var all = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Sec-Fetch-Dest"] = "document", ["Accept"] = "text/html,*/*;q=0.8", ["Accept-Encoding"] = "gzip, deflate, br, zstd" };
        foreach (var (name, value) in headers ?? [])
            all[name] = value;
        foreach (var (name, value) in all.Where(field => field.Value.Length > 0))
            request.Headers.TryAddWithoutValidation(name, value);
        var answer = await client.SendAsync(request);
        await answer.Content.LoadIntoBufferAsync();
        return answer;
    }

    /// <summary>The value of an answer's header; empty: it has none.</summary>
    public static string Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) || answer.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : "";

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await App.DisposeAsync();
    }
}
