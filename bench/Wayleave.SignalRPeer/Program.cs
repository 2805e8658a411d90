using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Wayleave.SignalRPeer;

// SignalR as its documentation sets it up: what is posted to /pub goes to everybody. The peer that fanout.sh measures Wayleave beside.
if (args is not [var listen])
{
    await Console.Error.WriteLineAsync("usage: Wayleave.SignalRPeer LISTEN-URL");
    return 2;
}

var builder = WebApplication.CreateSlimBuilder();
builder.WebHost.UseUrls(listen);
builder.Logging.ClearProviders();
builder.Services.AddSignalR();
var app = builder.Build();
app.MapHub<Everybody>("/hub");
app.MapPost("/pub", async (JsonElement payload, IHubContext<Everybody> hub) => await hub.Clients.All.SendAsync("event", payload));
await app.RunAsync();
return 0;
