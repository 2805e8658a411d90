using Wayleave.Lab.Catalogue;
using Wayleave.Lab.Engine;
using Wayleave.Lab.Grammar;
using Wayleave.Protocol.Http;

namespace Wayleave.Lab.Hops;

/// <summary>An AWS Application Load Balancer: path rules, sticky cookies, 60 s; it signs its own pages only.</summary>
internal sealed class Alb(bool sticky, string[] rules) : StandIn
{
    public static StandInKind Kind { get; } = new(
        "alb",
        "An AWS Application Load Balancer: Server awselb/2.0 on its own pages only.",
        plan => new Alb(plan.Has("sticky"), [.. plan.Values("rule").Select(value => value.Text)]))
    {
        Limits = "idle 60 s, connect 10 s, answer 60 s",
        Settings =
        [
            new SettingWord("sticky", "Sets the AWSALB cookies of a sticky target group."),
            new SettingWord("rule", "Passes on paths of that pattern only, such as /ws/*; the default rule answers the others with 404.")
            {
                Shape = ValueShape.Text,
                Repeatable = true,
            },
        ],
    };

    public override TimeSpan? IdleLimit => TimeSpan.FromSeconds(60);

    public override TimeSpan ConnectLimit => TimeSpan.FromSeconds(10);

    public override Outcome? Decide(Exchange exchange) =>
        rules.Length == 0 || rules.Any(rule => Matches(rule, exchange.Path)) ? null : Page(exchange, 404);

    public override ResponseHead Sign(Exchange exchange, ResponseHead answer)
    {
        if (!sticky)
            return answer;
        string cookie = Convert.ToBase64String(exchange.Chance.Bytes(60));
        string expires = exchange.Time.GetUtcNow().AddDays(7).ToString("r");
        return answer with
        {
            Headers = answer.Headers
                .With("Set-Cookie", $"AWSALB={cookie}; Expires={expires}; Path=/")
                .With("Set-Cookie", $"AWSALBCORS={cookie}; Expires={expires}; Path=/; SameSite=None"),
        };
    }

    public override Outcome.Answer Page(Exchange exchange, int status)
    {
        string line = $"{status} {ReasonPhrases.Of(status)}";
        return Answer(
            status,
            "text/html",
            $"<html>\r\n<head><title>{line}</title></head>\r\n<body>\r\n<center><h1>{line}</h1></center>\r\n</body>\r\n</html>\r\n",
            [new("Server", "awselb/2.0"), new("Date", exchange.Date)]);
    }

    protected override HeaderLines AddForwarded(Exchange exchange, HeaderLines headers) => base.AddForwarded(exchange, headers)
        .Set("X-Forwarded-Port", exchange.Scheme == "https" ? "443" : "80")
        .Set("X-Amzn-Trace-Id", $"Root=1-{exchange.Time.GetUtcNow().ToUnixTimeSeconds():x}-{exchange.Chance.Hex(24)}");

    // A rule's * stands for any characters and ? for one, over the whole path, with its case.
    private static bool Matches(string rule, string path) => rule switch
    {
        "" => path.Length == 0,
        ['*', .. var rest] => Enumerable.Range(0, path.Length + 1).Any(skipped => Matches(rest, path[skipped..])),
        _ => path.Length > 0 && (rule[0] == '?' || rule[0] == path[0]) && Matches(rule[1..], path[1..]),
    };
}
