using Microsoft.AspNetCore.Http;

namespace Wayleave.Server.Admin;

/// <summary><c>GET /healthz</c> and <c>GET /readyz</c>.</summary>
/// <param name="services">What they show.</param>
internal sealed class HealthEndpoints(AdminServices services)
{
    /// <summary>Says that the process is alive: it answers.</summary>
    public static Task AliveAsync(HttpContext context, string given) => AdminAnswers.SendAsync(context, 200, json => json.WriteString("status", "alive"));

    /// <summary>Says whether requests are to be sent here; with <c>?route=NAME</c>, those of that route.</summary>
    public Task ReadyAsync(HttpContext context, string given)
    {
        var asked = context.Request.Query["route"].ToString();
        if (asked.Length > 0 && services.Find(asked) is null)
            return AdminAnswers.SendAsync(context, RouteEndpoints.Unknown(services, asked));

        var routes = services.World().Runs.Where(run => asked.Length == 0 || run.Route.Name == asked)
            .Where(run => run.Route.Channels.IsEmpty).Select(run => new RouteReadiness(run.Route.Name, run.Cluster.Destinations.Any(destination => destination.Health.IsUsable)));
        var readiness = Readiness.Judge(services.Health.IsReady, [.. routes]);
        return AdminAnswers.SendAsync(context, readiness.IsReady ? 200 : 503, json =>
        {
            json.WriteString("status", readiness.IsReady ? "ready" : "not ready");
            AdminAnswers.WriteList(json, "why", readiness.Why);
        });
    }
}
