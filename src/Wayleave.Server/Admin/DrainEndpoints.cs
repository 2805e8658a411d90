using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Wayleave.Protocol.Text;
using Wayleave.Server.Destinations;
using Wayleave.Server.Serving;

namespace Wayleave.Server.Admin;

/// <summary><c>POST /routes/{name}/drain</c>, <c>POST /destinations/drain</c>, and both with <c>undrain</c>.</summary>
/// <param name="services">What they touch.</param>
internal sealed class DrainEndpoints(AdminServices services)
{
    private static readonly TimeSpan s_longest = TimeSpan.FromHours(1);

    /// <summary>Takes all destinations of a route out.</summary>
    public Task DrainRouteAsync(HttpContext context, string given) => OfRouteAsync(context, given, drain: true);

    /// <summary>Lets all destinations of a route in again.</summary>
    public Task UndrainRouteAsync(HttpContext context, string given) => OfRouteAsync(context, given, drain: false);

    /// <summary>Takes a destination out.</summary>
    public Task DrainDestinationAsync(HttpContext context, string given) => OfDestinationAsync(context, drain: true);

    /// <summary>Lets a destination in again.</summary>
    public Task UndrainDestinationAsync(HttpContext context, string given) => OfDestinationAsync(context, drain: false);

    private async Task OfRouteAsync(HttpContext context, string name, bool drain)
    {
        var (body, problem) = await (drain ? AdminBody.ReadAsync(context, "over") : AdminBody.ReadAsync(context)).ConfigureAwait(false);
        var run = services.Find(name);
        problem ??= run is null ? RouteEndpoints.Unknown(services, name) : null;
        await CarryOutAsync(context, body, problem, () => [.. run!.Cluster.Destinations], drain).ConfigureAwait(false);
    }

    private async Task OfDestinationAsync(HttpContext context, bool drain)
    {
        var (body, problem) = await (drain ? AdminBody.ReadAsync(context, "route", "url", "over") : AdminBody.ReadAsync(context, "route", "url")).ConfigureAwait(false);
        var (route, url) = (AdminBody.Text(body, "route"), AdminBody.Text(body, "url"));
        if (problem is null && (route is null || url is null))
            problem = new AdminProblem(400, "which destination is to be said", """{"route": "/", "url": "http://127.0.0.1:8501"}""");
        var run = problem is null ? services.Find(route!) : null;
        problem ??= run is null ? RouteEndpoints.Unknown(services, route!) : null;
        var destination = problem is null ? AdminServices.Find(run!, url!) : null;
        if (problem is null && destination is null)
            problem = new AdminProblem(404, $"route '{route}' has no destination '{url}'", [.. run!.Cluster.Destinations.Select(known => known.ToString())]);
        await CarryOutAsync(context, body, problem, () => [destination!], drain).ConfigureAwait(false);
    }

    private async Task CarryOutAsync(
        HttpContext context, JsonElement body, AdminProblem? problem, Func<ImmutableArray<Destination>> which, bool drain)
    {
        var over = services.World().Settings.Drain;
        problem ??= ReadOver(body, ref over);
        if (problem is not null)
        {
            await AdminAnswers.SendAsync(context, problem).ConfigureAwait(false);
            return;
        }

        var destinations = which();
        foreach (var destination in destinations)
            if (drain)
                services.Drains.Begin(destination, over);
            else
                services.Drains.End(destination);
        await AdminAnswers.SendAsync(context, drain ? 202 : 200, json =>
        {
            json.WriteBoolean("drained", drain);
            AdminAnswers.WriteList(json, "destinations", destinations.Select(destination => destination.ToString()));
            json.WriteNumber("open_sockets", destinations.Sum(destination => destination.OpenSockets));
            if (drain)
                json.WriteNumber("over_seconds", over.TotalSeconds);
        }).ConfigureAwait(false);
    }

    private static AdminProblem? ReadOver(JsonElement body, ref TimeSpan over)
    {
        if (!body.TryGetProperty("over", out _))
            return null;
        if (AdminBody.Text(body, "over") is not { } text || !Durations.TryParse(text, out var read) || read > s_longest)
            return new AdminProblem(400, "'over' is a duration from 0s to 1h", """{"over": "30s"}""");
        over = read;
        return null;
    }
}
