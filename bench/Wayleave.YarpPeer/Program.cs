using Yarp.ReverseProxy.Configuration;

// YARP as its documentation sets it up, with one route to one app: the peer that serve.sh measures Wayleave beside.
if (args is not [var listen, var to])
{
    await Console.Error.WriteLineAsync("usage: Wayleave.YarpPeer LISTEN-URL APP-URL");
    return 2;
}

var builder = WebApplication.CreateSlimBuilder();
builder.WebHost.UseUrls(listen);
builder.Logging.ClearProviders();
builder.Services.AddReverseProxy().LoadFromMemory(
    [new RouteConfig { RouteId = "all", ClusterId = "app", Match = new RouteMatch { Path = "{**rest}" } }],
    [new ClusterConfig { ClusterId = "app", Destinations = new Dictionary<string, DestinationConfig> { ["app"] = new() { Address = to } } }]);
var app = builder.Build();
app.MapReverseProxy();
await app.RunAsync();
return 0;
