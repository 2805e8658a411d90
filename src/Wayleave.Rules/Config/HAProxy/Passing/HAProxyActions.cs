using System.Globalization;
using Wayleave.Rules.Config.HAProxy.Matching;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.HAProxy.Passing;

/// <summary>Carries out a section's rules about requests, in the order in which HAProxy does.</summary>
/// <remarks>A rule whose condition nobody knows is taken not to end the handshake (a limit, a list of addresses), and what it would change is unknown from then on.</remarks>
internal static class HAProxyActions
{
    /// <summary>What a section's rules make of a handshake.</summary>
    /// <param name="proxy">The section.</param>
    /// <param name="request">The handshake as it reaches them.</param>
    public static HAProxyStep Run(HAProxyProxy proxy, HAProxyRequest request)
    {
        if (proxy.Find("monitor-uri") is { } monitor && monitor[1] == request.Path) return new HAProxyStep(request, End(monitor, PassageEnd.Answered, 200));
        foreach (HAProxyLine line in proxy.FindAll("block"))
        {
            if (Holds(line, proxy, request) == true) return new HAProxyStep(request, End(line, PassageEnd.Answered, 403));
        }

        bool perhapsAllowed = false;
        foreach (HAProxyLine line in proxy.FindAll("http-request"))
        {
            bool? holds = Holds(line, proxy, request);
            if (holds == false || line.Words.Length < 2) continue;
            if (holds == true && line[1] == "allow") break;
            // A list of who may come in, and deny for all others: whoever is at home there is on the list.
            perhapsAllowed |= line[1] == "allow";
            if (holds == true && !perhapsAllowed && Terminal(line, request) is { } end) return new HAProxyStep(request, end);
            request = HAProxyHeaderActions.Change(line, request, holds == true);
        }

        request = HAProxyOldActions.Change(proxy, request);
        if (proxy.Option("forwardfor") is { } forwarded)
            request = request.With(forwarded.IndexOf("header") is var at and > 0 ? forwarded[at + 1] : "x-forwarded-for", HeaderFate.Unknown(forwarded.At));
        foreach (HAProxyLine line in proxy.FindAll("redirect"))
        {
            if (Holds(line, proxy, request) == true) return new HAProxyStep(request, Redirect(line, 1, request));
        }

        return new HAProxyStep(request, null);
    }

    /// <summary>Whether a line's condition holds; null if that cannot be known.</summary>
    public static bool? Holds(HAProxyLine line, HAProxyProxy proxy, HAProxyRequest request)
    {
        bool? holds = proxy.ConditionOf(line) is { } condition ? condition.Holds(request) : true;
        return line.IsSure ? holds : holds & null;
    }

    private static Passage? Terminal(HAProxyLine line, HAProxyRequest request) => line[1] switch
    {
        "deny" => End(line, PassageEnd.Answered, Status(line, "deny_status") ?? Status(line, "status") ?? 403),
        "tarpit" => End(line, PassageEnd.Answered, Status(line, "deny_status") ?? Status(line, "status") ?? 500),
        "return" => End(line, PassageEnd.Answered, Status(line, "status") ?? 200),
        "auth" => End(line, PassageEnd.Answered, 401),
        "reject" or "silent-drop" => End(line, PassageEnd.Closed, null),
        "use-service" => End(line, PassageEnd.Unknown, null),
        "redirect" => Redirect(line, 2, request),
        _ => null,
    };

    private static Passage End(HAProxyLine line, PassageEnd end, int? status) => new() { At = line.At, End = end, Status = status };

    private static int? Status(HAProxyLine line, string name) =>
        line.IndexOf(name, 2) is var at and > 0 && int.TryParse(line[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out int status) ? status : null;

    private static Passage Redirect(HAProxyLine line, int from, HAProxyRequest request) => End(line, PassageEnd.Redirected, Status(line, "code") ?? 302) with
    {
        Location = line[from] switch
        {
            "scheme" => line[from + 1] + "://" + (request.Handshake.Host ?? "%[hdr(host)]") + request.Path,
            "prefix" => line[from + 1] + request.Path,
            _ => line[from + 1],
        },
    };
}
