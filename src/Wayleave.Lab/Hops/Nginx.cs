using Wayleave.Lab.Catalogue;
using Wayleave.Lab.Engine;
using Wayleave.Protocol.Http;

namespace Wayleave.Lab.Hops;

/// <summary>nginx 1.22.1 as Debian ships it, with a right configuration for WebSockets; faults break it.</summary>
internal sealed class Nginx : StandIn
{
    private const string Version = "nginx/1.22.1";

    public static StandInKind Kind { get; } = new("nginx", "nginx 1.22.1 with a right configuration: upgrade headers, Host and forwarded headers.", _ => new Nginx())
    {
        Limits = "idle 60 s (proxy_read_timeout), answer 60 s",
    };

    // proxy_read_timeout's default. A byte either way starts it anew: nginx sets the timer at each step of the tunnel.
    public override TimeSpan? IdleLimit => TimeSpan.FromSeconds(60);

    public override ResponseHead Sign(Exchange exchange, ResponseHead answer) => answer with
    {
        Headers = [new("Server", Version), new("Date", answer.Headers.First("Date") ?? exchange.Date), .. answer.Headers.Without("Server").Without("Date")],
    };

    public override Outcome.Answer Page(Exchange exchange, int status)
    {
        string reason = status switch { 302 => "Moved Temporarily", 503 => "Service Temporarily Unavailable", 504 => "Gateway Time-out", _ => ReasonPhrases.Of(status) };
        bool headTooLong = exchange.Note == Faults.HeaderLimit.NoteText;
        string title = headTooLong ? "400 Request Header Or Cookie Too Large" : $"{status} {reason}";
        string detail = headTooLong ? "<center>Request Header Or Cookie Too Large</center>\r\n" : "";
        string page = $"<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{status} {reason}</h1></center>\r\n{detail}"
            + $"<hr><center>{Version}</center>\r\n</body>\r\n</html>\r\n";
        var answer = Answer(status, "text/html", page, [new("Server", Version), new("Date", exchange.Date)]);
        return answer with { Head = answer.Head with { ReasonPhrase = reason } };
    }
}
