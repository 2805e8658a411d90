using System.Collections.Immutable;
using Wayleave.Rules.Config.HAProxy.Matching;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.HAProxy.Passing;

/// <summary>Which backend a handshake reaches: the first <c>use_backend</c> whose condition holds, else the <c>default_backend</c>, else the section's own servers.</summary>
internal static class HAProxyRouting
{
    /// <summary>What becomes of a handshake at a section that clients reach.</summary>
    /// <param name="front">The section.</param>
    /// <param name="request">The handshake as it came.</param>
    public static Passage Pass(HAProxyProxy front, HAProxyRequest request)
    {
        Passage passage = Chosen(front, request);
        return passage with { Listener = request.Bind?.Listener };
    }

    /// <summary>The <c>use_backend</c> line that certainly takes a handshake; null if none does for certain.</summary>
    public static HAProxyLine? Taken(HAProxyProxy front, HAProxyRequest request) =>
        front.FindAll("use_backend").Select(use => (Use: use, Holds: HAProxyActions.Holds(use, front, request))).FirstOrDefault(use => use.Holds != false) is { Holds: true } taken ? taken.Use : null;

    private static Passage Chosen(HAProxyProxy front, HAProxyRequest request)
    {
        if (front.IsHttp == true)
        {
            HAProxyStep step = HAProxyActions.Run(front, request);
            if (step.End is { } end) return end;
            request = step.Request;
        }

        Passage? open = null;
        foreach (HAProxyLine use in front.FindAll("use_backend"))
        {
            bool? holds = HAProxyActions.Holds(use, front, request);
            if (holds == false) continue;
            // Where nobody knows whether this one takes it, only what is the same either way can be told.
            Passage here = To(front, use, request);
            open = open is null ? here : HAProxyEither.Of(open, here);
            if (holds == true) return open;
        }

        Passage otherwise = front.Find("default_backend") is { } usual
            ? To(front, usual, request)
            : front.Section.HasServers
                ? HAProxyForward.To(front, front, request, null)
                : new Passage { At = front.Section.Head.At, End = front.File.IsWhole ? PassageEnd.Answered : PassageEnd.Unknown, Status = 503 };
        return open is null ? otherwise : HAProxyEither.Of(open, otherwise);
    }

    private static Passage To(HAProxyProxy front, HAProxyLine use, HAProxyRequest request)
    {
        var nowhere = new Passage { At = use.At, End = PassageEnd.Unknown };
        if (use.Words.Length < 2) return nowhere;
        ImmutableArray<HAProxyProxy> backends = [.. front.File.Proxies.Where(proxy => proxy.Section.HasServers)];
        if (HAProxyFormat.Evaluate(use.Words[1], request) is { } name)
            return backends.LastOrDefault(proxy => proxy.Section.Name == name) is { } named ? HAProxyForward.To(front, named, request, use) : nowhere;
        // A name from a map or a script: any backend may be meant that would take a request like this.
        return backends.Where(proxy => proxy.IsHttp == front.IsHttp).Select(proxy => HAProxyForward.To(front, proxy, request, use)).Where(passage => passage.End is PassageEnd.Forwarded)
            .Aggregate((Passage?)null, (all, one) => all is null ? one : HAProxyEither.Of(all, one)) ?? nowhere;
    }
}
