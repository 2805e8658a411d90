using Microsoft.AspNetCore.Http;
using Wayleave.Server.Metrics;

namespace Wayleave.Server.Admin;

/// <summary><c>GET /metrics</c>.</summary>
/// <param name="services">What it shows.</param>
internal sealed class MetricsEndpoint(AdminServices services)
{
    /// <summary>Answers with all figures, for Prometheus.</summary>
    public Task AnswerAsync(HttpContext context, string given)
    {
        context.Response.ContentType = PrometheusText.ContentType;
        return context.Response.WriteAsync(services.Metrics.Write(), context.RequestAborted);
    }
}
