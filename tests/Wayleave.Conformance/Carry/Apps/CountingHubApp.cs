using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Wayleave.Conformance.Chains;
using Wayleave.Conformance.Serve.Apps;
using Wayleave.Conformance.Serve.Apps.Kinds;

namespace Wayleave.Conformance.Carry.Apps;

/// <summary>ASP.NET Core with the hub, a page of SignalR's own client, and what sockets the hub had at <c>/seen</c>.</summary>
internal sealed class CountingHubApp : IServedApp
{
    private static readonly string s_client = Path.Combine(NodePackages.Folder, "@microsoft", "signalr", "dist", "browser", "signalr.js");

    /// <inheritdoc/>
    public string Name => "counting-hub";

    /// <inheritdoc/>
    public string? Lacking() => NodePackages.Lacking("@microsoft/signalr");

    /// <inheritdoc/>
    public async Task<int> StartAsync(Stand stand)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSignalR();
        var seen = new ConcurrentQueue<SeenSocket>();
        builder.Services.AddSingleton(seen);
        var app = builder.Build();
        stand.Keep(app);
        app.MapHub<CountingHub>("/hub");
        app.MapGet("/", (RequestDelegate)(context => SendAsync(context, "text/html", Path.Combine(CarriedTable.PagesFolder, "signalr.html"))));
        app.MapGet("/signalr.js", (RequestDelegate)(context => SendAsync(context, "text/javascript", s_client)));
        app.MapGet("/seen", (RequestDelegate)(context => context.Response.WriteAsync(SocketsOf(seen, context.Request.Host.Value!))));
        await app.StartAsync();
        return new Uri(app.Urls.First()).Port;
    }

    private static Task SendAsync(HttpContext context, string type, string file)
    {
        context.Response.ContentType = type;
        return context.Response.SendFileAsync(file);
    }

    private static string SocketsOf(IEnumerable<SeenSocket> seen, string host) => new JsonObject
    {
        ["sockets"] = new JsonArray([.. seen.Where(socket => socket.Host == host)
            .Select(socket => new JsonObject { ["got"] = socket.Got, ["closed"] = socket.HasEnded ? "yes" : null })]),
    }.ToJsonString();
}
