using System.Collections.Immutable;
using System.Globalization;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Aws;

/// <summary>An application load balancer, as far as the files tell.</summary>
/// <param name="account">All that the files have.</param>
/// <param name="attributes">Its attributes; null if they are not known.</param>
/// <param name="at">Where its description begins.</param>
internal sealed class AlbHop(AwsAccount account, AwsAttributes? attributes, Span at) : Hop("alb", HopPlace.Balancer, at)
{
    /// <summary>The balancer that the files describe; none if they describe no HTTP balancer. Where several sets of attributes are there, nobody knows whose each is: then each is asked by itself.</summary>
    public static IEnumerable<Hop> Of(AwsAccount account)
    {
        Span? at = account.Rules.Select(rule => rule.Node).Concat(account.Listeners.Where(AwsAccount.SpeaksHttp)).Concat(account.TargetGroups.Where(group => group["Protocol"] is not null && AwsAccount.SpeaksHttp(group)))
            .Concat(account.Balancers.Where(balancer => balancer["Type"]?.Text is "application")).FirstOrDefault()?.At;
        AwsAttributes[] timed = [.. account.BalancerAttributes.Where(set => set.Find("idle_timeout.timeout_seconds") is not null)];
        if (at is { } known) yield return new AlbHop(account, timed is [var only] ? only : null, known);
        if (at is null || timed.Length > 1)
        {
            foreach (AwsAttributes set in timed) yield return new AlbHop(account with { Rules = [], Listeners = [], TargetGroups = [] }, set, set.List.At);
        }
    }

    /// <inheritdoc/>
    public override ImmutableArray<SocketPath> SocketPaths
    {
        get
        {
            ImmutableArray<SocketPath> named =
            [
                .. account.Rules.SelectMany(rule => rule.PathPatterns).Where(pattern => pattern.Text is { } text && SocketPathNames.Says(AwsPattern.Shortest(text)))
                    .Select(pattern => new SocketPath(AwsPattern.Shortest(pattern.Text!), SocketPathFrom.File, pattern.At)),
            ];
            return named.IsEmpty ? [new SocketPath("/ws", SocketPathFrom.Everywhere, null)] : named;
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<Passage> Pass(Handshake handshake)
    {
        Passage[] passages = [.. SitesAskedFor.Count(handshake, Entrances(handshake.Secure).SelectMany(entrance => Enter(entrance, handshake)))];
        return passages.Length > 0 || !account.Rules.IsEmpty ? passages : Plain();
    }

    // Where nothing tells of rules: what all listeners have in common, and where there is one group of targets only, that one.
    private IEnumerable<Passage> Plain() =>
        [account.TargetGroups is [var only] ? To(only, only.At, null) : new Passage { At = At, End = PassageEnd.Forwarded, Idle = Idle }];

    // A browser on TLS comes in by a listener that ends it, where one is known.
    private AlbEntrance[] Entrances(bool secure)
    {
        ILookup<string, AlbRule> rules = account.Rules.ToLookup(rule => rule.Listener);
        DataNode[] listeners = [.. account.Listeners.Where(AwsAccount.SpeaksHttp)];
        AlbEntrance[] all =
        [
            .. rules.Select(own => new AlbEntrance(Array.Find(listeners, node => AlbEntrance.Key(node) == own.Key) is { } node ? AlbEntrance.ListenerOf(node) : null, [.. own.OrderBy(rule => rule.Priority)], IsWhole: true)),
            .. listeners.Where(node => !rules.Contains(AlbEntrance.Key(node))).Select(node => new AlbEntrance(AlbEntrance.ListenerOf(node), [new AlbRule(node)], IsWhole: false)),
        ];
        return Array.Exists(all, one => one.Listener?.Tls == secure) ? [.. all.Where(one => one.Listener is null || one.Listener.Tls == secure)] : all;
    }

    private IEnumerable<Passage> Enter(AlbEntrance entrance, Handshake handshake)
    {
        foreach (AlbRule rule in entrance.Rules)
        {
            bool? takes = rule.Takes(handshake);
            if (takes == false) continue;
            foreach (Passage passage in By(rule, entrance.Listener))
            {
                // One that only perhaps takes it is no reason to call the socket lost, nor is the last of rules that are not seen.
                if (passage.End is PassageEnd.Forwarded || (takes == true && (entrance.IsWhole || passage.End is PassageEnd.Redirected))) yield return passage;
            }

            if (takes == true) yield break;
        }
    }

    private IEnumerable<Passage> By(AlbRule rule, Listener? listener)
    {
        foreach (DataNode action in rule.Actions)
        {
            switch (action["Type"]?.Text)
            {
                case "redirect":
                    DataNode? redirect = action["RedirectConfig"];
                    yield return new Passage { At = redirect?.At ?? action.At, End = PassageEnd.Redirected, Listener = listener, Status = redirect?["StatusCode"]?.Text is "HTTP_302" ? 302 : 301, Location = Location(redirect, listener) };
                    yield break;
                case "fixed-response":
                    DataNode? status = action.Find("FixedResponseConfig", "StatusCode");
                    yield return new Passage { At = status?.At ?? action.At, End = PassageEnd.Answered, Listener = listener, Status = int.TryParse(status?.Text, CultureInfo.InvariantCulture, out int code) ? code : null };
                    yield break;
                case "forward":
                    foreach (Passage passage in Forward(action, listener)) yield return passage;
                    yield break;
            }
        }
    }

    private IEnumerable<Passage> Forward(DataNode action, Listener? listener)
    {
        DataNode[] named = [.. (action.Find("ForwardConfig", "TargetGroups")?.Items ?? []).Where(one => one["TargetGroupArn"] is not null && one["Weight"]?.Text is not "0")];
        if (named.Length == 0) named = [action];
        foreach (DataNode one in named)
        {
            string? arn = one["TargetGroupArn"]?.Text;
            Span place = one["TargetGroupArn"]?.At ?? action.At;
            DataNode? group = account.TargetGroups.FirstOrDefault(group => group["TargetGroupArn"]?.Text == arn);
            yield return group is null ? new Passage { At = place, End = PassageEnd.Forwarded, Listener = listener, Idle = Idle, Headers = HeadersOf(listener) } : To(group, place, listener);
        }
    }

    private Passage To(DataNode group, Span place, Listener? listener) => new()
    {
        At = place,
        End = PassageEnd.Forwarded,
        Listener = listener,
        Headers = HeadersOf(listener),
        Idle = Idle,
        Version = AlbTargets.Version(group),
        To = new Upstream(group["TargetGroupArn"]?.At ?? place) { Tls = group["Protocol"]?.Text is "HTTPS", Servers = AlbTargets.Servers(account, group), Sticky = AlbTargets.Sticky(account, group)?.Value },
    };

    private Setting<TimeSpan>? Idle => attributes?.Seconds("idle_timeout.timeout_seconds");

    // It always says how the browser, or what stands in front, came to it.
    private static ImmutableDictionary<string, HeaderFate> HeadersOf(Listener? listener) =>
        ImmutableDictionary<string, HeaderFate>.Empty.Add("x-forwarded-proto", listener is null ? HeaderFate.Unknown() : HeaderFate.Is(listener.Tls ? "https" : "http", listener.At));

    private static string? Location(DataNode? redirect, Listener? listener)
    {
        string scheme = redirect?["Protocol"]?.Text?.ToUpperInvariant() switch
        {
            "HTTPS" => "https",
            "HTTP" => "http",
            _ => listener is { Tls: true } ? "https" : "http",
        };
        string host = redirect?["Host"]?.Text ?? "#{host}";
        return $"{scheme}://{host}{redirect?["Path"]?.Text ?? "/#{path}"}";
    }
}
