using Wayleave.Lab.Catalogue;
using Wayleave.Lab.Engine;
using Wayleave.Protocol.Http;

namespace Wayleave.Lab.Hops;

/// <summary>AWS App Runner: an Envoy that passes HTTP and leaves every upgrade unanswered.</summary>
internal sealed class AppRunner : StandIn
{
    public static StandInKind Kind { get; } = new("apprunner", "AWS App Runner: passes HTTP and leaves upgrades unanswered; signs as Envoy.", _ => new AppRunner())
    {
        Limits = "request 120 s",
    };

    public override TimeSpan AnswerLimit => TimeSpan.FromSeconds(120);

    public override Outcome? Decide(Exchange exchange) => exchange.IsUpgrade ? new Outcome.Silence() : null;

    public override ResponseHead Sign(Exchange exchange, ResponseHead answer)
    {
        long milliseconds = (long)exchange.Time.GetElapsedTime(exchange.Began).TotalMilliseconds;
        return answer with
        {
            Headers = answer.Headers.Without("Server").With("x-envoy-upstream-service-time", $"{milliseconds}").With("server", "envoy"),
        };
    }

    public override Outcome.Answer Page(Exchange exchange, int status)
    {
        string body = status is 502 or 503 or 504
            ? "upstream connect error or disconnect/reset before headers. reset reason: connection failure"
            : "";
        return Answer(status, "text/plain", body, [new("date", exchange.Date), new("server", "envoy")]);
    }

    public override int StatusOf(UpstreamFailure failure) => failure == UpstreamFailure.AnswerTimeout ? 504 : 503;

    protected override HeaderLines AddForwarded(Exchange exchange, HeaderLines headers) => base.AddForwarded(exchange, headers)
        .Set("X-Request-Id", new Guid(exchange.Chance.Bytes(16)).ToString())
        .Set("X-Envoy-Expected-Rq-Timeout-Ms", "120000");
}
