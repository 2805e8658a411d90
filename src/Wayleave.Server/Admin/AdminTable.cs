using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Wayleave.Server.Events.Stores;

namespace Wayleave.Server.Admin;

/// <summary>Everything that the admin address answers, and the way there.</summary>
internal sealed class AdminTable
{
    private readonly AdminServices _services;
    private readonly ImmutableArray<AdminEndpoint> _endpoints;

    /// <summary>Makes it.</summary>
    /// <param name="services">What it shows and touches.</param>
    public AdminTable(AdminServices services)
    {
        _services = services;
        var (health, connections) = (new HealthEndpoints(services), new ConnectionEndpoints(services));
        var (channels, publishing, tickets) = (new ChannelEndpoints(services), new PublishEndpoints(services), new TicketEndpoints(services));
        var (routes, drains) = (new RouteEndpoints(services), new DrainEndpoints(services));
        _endpoints =
        [
            new("GET", "/healthz", HealthEndpoints.AliveAsync) { Access = AdminAccess.Open },
            new("GET", "/readyz", health.ReadyAsync) { Access = AdminAccess.Open },
            new("GET", "/metrics", new MetricsEndpoint(services).AnswerAsync),
            new("GET", "/connections", connections.ListAsync),
            new("GET", "/connections/{id}", connections.ShowAsync),
            new("DELETE", "/connections/{id}", connections.CloseAsync),
            new("GET", "/routes", routes.ListAsync),
            new("POST", "/routes/{name}/drain", drains.DrainRouteAsync),
            new("POST", "/routes/{name}/undrain", drains.UndrainRouteAsync),
            new("POST", "/destinations/drain", drains.DrainDestinationAsync),
            new("POST", "/destinations/undrain", drains.UndrainDestinationAsync),
            new("POST", "/channels:batch", publishing.BatchAsync) { Access = AdminAccess.Guarded },
            new("POST", "/channels/{name}", publishing.PublishAsync) { Access = AdminAccess.Guarded },
            new("GET", "/channels/{name}", channels.ShowAsync),
            new("GET", "/channels/{name}/history", channels.HistoryAsync),
            new("DELETE", "/channels/{name}", channels.DeleteAsync) { Access = AdminAccess.Guarded },
            new("POST", "/tickets", tickets.MintAsync) { Access = AdminAccess.Guarded },
            new("POST", "/tickets/revoke", tickets.RevokeAsync) { Access = AdminAccess.Guarded },
            new("POST", "/reload", new ReloadEndpoint(services).AnswerAsync),
            new("POST", "/collect", CollectEndpoint.AnswerAsync),
        ];
    }

    /// <summary>What is said where the channels' store cannot be reached.</summary>
    /// <param name="e">Why.</param>
    public static AdminProblem Unavailable(StoreUnavailableException e) =>
        new(503, $"the store cannot be reached: {e.Message}", "ask again in a moment; publish again with the same Idempotency-Key");

    /// <summary>Answers a request.</summary>
    /// <param name="context">The request.</param>
    public async Task AnswerAsync(HttpContext context)
    {
        AdminAnswers.Prepare(context.Response);
        try
        {
            if (AdminGuard.Check(context, _services.World().Settings.Admin?.Hosts ?? []) is { } problem)
                await AdminAnswers.SendAsync(context, problem).ConfigureAwait(false);
            else
                await DispatchAsync(context).ConfigureAwait(false);
        }
        catch (StoreUnavailableException e) when (!context.Response.HasStarted)
        {
            await AdminAnswers.SendAsync(context, Unavailable(e)).ConfigureAwait(false);
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            // A body that is too long, or cut.
            await AdminAnswers.SendAsync(context, new AdminProblem(e.StatusCode, e.Message)).ConfigureAwait(false);
        }
    }

    private Task DispatchAsync(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var segments = target.Split('?')[0].Split('/');
        // Kestrel sends no body for HEAD.
        var method = HttpMethods.IsHead(context.Request.Method) ? "GET" : context.Request.Method;
        var key = _services.World().Settings.Admin?.Key;
        var allowed = new List<string>();
        foreach (var endpoint in _endpoints)
        {
            if (!endpoint.Fits(segments, out var given))
                continue;
            if (endpoint.Method == method)
                return AdminKey.Check(context, endpoint.Access, key) is { } problem ? RefuseAsync(context, problem) : endpoint.AnswerAsync(context, given);
            allowed.Add(endpoint.Method == "GET" ? "GET, HEAD" : endpoint.Method);
        }

        // Whoever has no key need not know what there is.
        return AdminKey.Check(context, AdminAccess.Keyed, key) is { } stranger ? RefuseAsync(context, stranger) : AdminAnswers.SendAsync(context, allowed.Count > 0
            ? new AdminProblem(405, $"{method} is not for this path") { Allow = string.Join(", ", allowed) }
            : new AdminProblem(404, "there is nothing at this path", [.. _endpoints.Select(endpoint => $"{endpoint.Method} {endpoint.Path}")]));
    }

    private static Task RefuseAsync(HttpContext context, AdminProblem problem)
    {
        if (problem.Status == StatusCodes.Status401Unauthorized)
            context.Response.Headers.WWWAuthenticate = "Bearer";
        return AdminAnswers.SendAsync(context, problem);
    }
}
