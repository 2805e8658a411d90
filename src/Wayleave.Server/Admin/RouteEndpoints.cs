using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Wayleave.Server.Destinations;
using Wayleave.Server.Destinations.Health;
using Wayleave.Server.Serving;

namespace Wayleave.Server.Admin;

/// <summary><c>GET /routes</c>.</summary>
/// <param name="services">What it shows.</param>
internal sealed class RouteEndpoints(AdminServices services)
{
    /// <summary>That there is no such route.</summary>
    /// <param name="services">What there is.</param>
    /// <param name="name">The name asked for.</param>
    public static AdminProblem Unknown(AdminServices services, string name) =>
        new(404, $"there is no route '{name}'", [.. services.World().Runs.Select(run => run.Route.Name)]);

    /// <summary>Lists the routes, and the destinations of each with how they do and what they carry.</summary>
    public Task ListAsync(HttpContext context, string given) => AdminAnswers.SendAsync(context, 200, json =>
    {
        json.WriteStartArray("routes");
        foreach (var run in services.World().Runs)
            Write(json, run);
        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, RouteRun run)
    {
        json.WriteStartObject();
        json.WriteString("name", run.Route.Name);
        json.WriteString("path", run.Route.Path);
        AdminAnswers.WriteList(json, "hosts", run.Route.Hosts);
        json.WriteStartArray("destinations");
        foreach (var destination in run.Cluster.Destinations)
            Write(json, destination);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Destination destination)
    {
        var health = destination.Health;
        json.WriteStartObject();
        json.WriteString("url", destination.ToString());
        json.WriteString("standing", health.Standing switch { HealthStanding.Up => "up", HealthStanding.Down => "down", _ => "resting" });
        json.WriteBoolean("drained", health.IsDrained);
        json.WriteString("since", health.Since.UtcDateTime);
        json.WriteString("why", health.Why);
        json.WriteNumber("open_sockets", destination.OpenSockets);
        json.WriteNumber("running_requests", destination.RunningRequests);
        json.WriteEndObject();
    }
}
