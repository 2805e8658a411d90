using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Wayleave.Conformance.Chains;

namespace Wayleave.Conformance.Serve.Apps.Kinds;

/// <summary>ASP.NET Core with a small hub.</summary>
internal sealed class SignalRApp : IServedApp
{
    /// <inheritdoc/>
    public string Name => "signalr";

    /// <inheritdoc/>
    public string? Lacking() => NodePackages.Lacking("@microsoft/signalr");

    /// <inheritdoc/>
    public async Task<int> StartAsync(Stand stand)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSignalR();
        var app = builder.Build();
        stand.Keep(app);
        app.MapHub<SmallHub>("/hub");
        await app.StartAsync();
        return new Uri(app.Urls.First()).Port;
    }

    /// <summary>One method, one stream, and one word of its own to whoever connects.</summary>
    internal sealed class SmallHub : Hub
    {
        /// <inheritdoc/>
        public override Task OnConnectedAsync() => Clients.Caller.SendAsync("hello", Context.GetHttpContext()!.Request.Host.Value);

        /// <summary>Adds.</summary>
        public int Add(int a, int b) => a + b;

        /// <summary>Counts up from 1.</summary>
        public async IAsyncEnumerable<int> CountAsync(int until, [EnumeratorCancellation] CancellationToken cancel)
        {
            for (var i = 1; i <= until && !cancel.IsCancellationRequested; i++)
            {
                yield return i;
                await Task.Yield();
            }
        }
    }
}
