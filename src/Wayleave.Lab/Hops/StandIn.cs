using System.Text;
using Wayleave.Lab.Engine;
using Wayleave.Protocol.Http;

namespace Wayleave.Lab.Hops;

/// <summary>
/// How one kind of hop behaves: what it writes into requests, how it signs answers, which pages of its own it has, and
/// its limits. As it stands here it is a right and unsigned proxy; each stand-in changes what is its own.
/// </summary>
public abstract class StandIn
{
    /// <summary>How it speaks to the next hop. Default: as that listens.</summary>
    public virtual UpstreamScheme Upstream => UpstreamScheme.AsGiven;

    /// <summary>The authority in whose name its certificates are issued.</summary>
    public virtual string AuthorityName => "CN=Wayleave lab CA, O=Wayleave lab";

    /// <summary>After how long a silence it cuts a tunnel; null (default): never.</summary>
    public virtual TimeSpan? IdleLimit => null;

    /// <summary>Whether only bytes from the app end a silence. Default: bytes either way.</summary>
    public virtual bool IdleCountsAppOnly => false;

    /// <summary>How long it waits for a connection to the next hop. Default 60 s.</summary>
    public virtual TimeSpan ConnectLimit => TimeSpan.FromSeconds(60);

    /// <summary>How long it waits for an answer. Default 60 s.</summary>
    public virtual TimeSpan AnswerLimit => TimeSpan.FromSeconds(60);

    /// <summary>Writes the request that is passed on.</summary>
    /// <param name="exchange">The request.</param>
    public virtual RequestHead Forward(Exchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        var headers = exchange.Request.Headers;
        // What the client names in Connection concerns the client's connection only: it goes before anything is added.
        foreach (string named in headers.Tokens("Connection").ToArray())
            headers = headers.Without(named);
        headers = headers.Without("Keep-Alive").Without("Proxy-Connection").Without("HTTP2-Settings");
        headers = exchange.IsUpgrade
            ? headers.Set("Upgrade", "websocket").Set("Connection", "Upgrade")
            : headers.Without("Upgrade").Set("Connection", "close");
        return exchange.Request with { Version = HttpVersion.Http11, Headers = AddForwarded(exchange, headers.Set("Host", exchange.Host)) };
    }

    /// <summary>Adds what tells the app who asks and how.</summary>
    /// <param name="exchange">The request.</param>
    /// <param name="headers">Its headers as they will be passed on.</param>
    protected virtual HeaderLines AddForwarded(Exchange exchange, HeaderLines headers)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        ArgumentNullException.ThrowIfNull(headers);
        string before = string.Join(", ", headers.All("X-Forwarded-For"));
        return headers
            .Set("X-Forwarded-For", before.Length == 0 ? $"{exchange.Client.Address}" : $"{before}, {exchange.Client.Address}")
            .Set("X-Forwarded-Proto", exchange.Scheme);
    }

    /// <summary>What the hop does of its own accord instead of passing a request on; null (default): it passes it on.</summary>
    /// <param name="exchange">The request.</param>
    public virtual Outcome? Decide(Exchange exchange) => null;

    /// <summary>Signs an answer that is passed back. Default: not at all.</summary>
    /// <param name="exchange">The request that it answers.</param>
    /// <param name="answer">The answer, without what concerns one connection.</param>
    public virtual ResponseHead Sign(Exchange exchange, ResponseHead answer) => answer;

    /// <summary>The status that it answers with when the next hop fails. Default: 502, or 504 where it took too long.</summary>
    /// <param name="failure">What went wrong.</param>
    public virtual int StatusOf(UpstreamFailure failure) =>
        failure is UpstreamFailure.ConnectTimeout or UpstreamFailure.AnswerTimeout ? 504 : 502;

    /// <summary>A page of the hop's own.</summary>
    /// <param name="exchange">The request that it answers.</param>
    /// <param name="status">The status.</param>
    public virtual Outcome.Answer Page(Exchange exchange, int status) =>
        Answer(status, "text/plain", $"{status} {ReasonPhrases.Of(status)}\n", [new("Date", exchange.Date)]);

    /// <summary>Puts an answer together.</summary>
    /// <param name="status">The status.</param>
    /// <param name="contentType">The body's type.</param>
    /// <param name="body">The body.</param>
    /// <param name="headers">The hop's own headers, which stand first.</param>
    protected static Outcome.Answer Answer(int status, string contentType, string body, HeaderLines headers) =>
        new(new ResponseHead(HttpVersion.Http11, status, ReasonPhrases.Of(status), [.. headers, new("Content-Type", contentType)]), Encoding.UTF8.GetBytes(body));
}
