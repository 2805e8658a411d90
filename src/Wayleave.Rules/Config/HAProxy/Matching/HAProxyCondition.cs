using System.Collections.Immutable;

namespace Wayleave.Rules.Config.HAProxy.Matching;

/// <summary>What stands behind <c>if</c> or <c>unless</c>: tests that must all hold, with <c>or</c> between such groups.</summary>
/// <seealso href="https://docs.haproxy.org/2.6/configuration.html#7.2">Using ACLs to form conditions</seealso>
internal sealed class HAProxyCondition
{
    private readonly bool _isUnless;
    private readonly ImmutableArray<ImmutableArray<Term>> _groups;

    private HAProxyCondition(bool isUnless, ImmutableArray<ImmutableArray<Term>> groups) => (_isUnless, _groups) = (isUnless, groups);

    /// <summary>The tests that it makes, named ones and its own.</summary>
    public IEnumerable<HAProxyAcl> Tests => _groups.SelectMany(group => group).SelectMany(term => term.AnyOf);

    /// <summary>The tests that are written in it, in braces.</summary>
    public IEnumerable<HAProxyAcl> Inline => _groups.SelectMany(group => group).Where(term => term.IsInline).SelectMany(term => term.AnyOf);

    /// <summary>The condition of a line; null if it has none.</summary>
    /// <param name="line">The line.</param>
    /// <param name="proxy">The section that it stands in, whose <c>acl</c> lines it may name.</param>
    public static HAProxyCondition? Of(HAProxyLine line, HAProxyProxy proxy)
    {
        int at = line.Words.Length;
        foreach (string word in (ReadOnlySpan<string>)["if", "unless"])
        {
            if (line.IndexOf(word) is var found and > 0) at = Math.Min(at, found);
        }

        if (at == line.Words.Length) return null;
        ImmutableArray<ImmutableArray<Term>>.Builder groups = ImmutableArray.CreateBuilder<ImmutableArray<Term>>();
        ImmutableArray<Term>.Builder group = ImmutableArray.CreateBuilder<Term>();
        bool negated = false;
        for (int i = at + 1; i < line.Words.Length; i++)
        {
            string word = line[i];
            if (word is "or" or "||" or "OR")
            {
                groups.Add(group.ToImmutable());
                group.Clear();
                continue;
            }

            string bare = word.TrimStart('!');
            negated ^= (word.Length - bare.Length) % 2 == 1;
            if (bare.Length == 0) continue;
            group.Add(bare == "{" ? new Term(negated, Braced(line, ref i), true) : new Term(negated, Named(bare, proxy), false));
            negated = false;
        }

        groups.Add(group.ToImmutable());
        return new HAProxyCondition(line[at] == "unless", groups.ToImmutable());
    }

    /// <summary>Whether it holds for a handshake; null if that cannot be known.</summary>
    public bool? Holds(HAProxyRequest request)
    {
        bool? holds = false;
        foreach (ImmutableArray<Term> group in _groups)
        {
            bool? all = true;
            foreach ((bool negated, ImmutableArray<HAProxyAcl> anyOf, _) in group)
            {
                bool? any = anyOf.IsEmpty ? null : anyOf.Aggregate((bool?)false, (found, acl) => found | acl.Test(request));
                all &= negated ? !any : any;
            }

            holds |= all;
        }

        return _isUnless ? !holds : holds;
    }

    private static ImmutableArray<HAProxyAcl> Braced(HAProxyLine line, ref int i)
    {
        int start = i + 1;
        while (i < line.Words.Length && line[i] != "}") i++;
        return i > start ? [HAProxyAcl.Parse(line.Words[start..Math.Min(i, line.Words.Length)])] : [];
    }

    private static ImmutableArray<HAProxyAcl> Named(string name, HAProxyProxy proxy)
    {
        ImmutableArray<HAProxyAcl> own = [.. proxy.Acls(name)];
        return own.IsEmpty ? Predefined(name) : own;
    }

    private static ImmutableArray<HAProxyAcl> Predefined(string name) => name switch
    {
        "TRUE" or "HTTP" or "HTTP_1.1" or "METH_GET" or "HTTP_URL_SLASH" => [Always("always_true")],
        "FALSE" or "HTTP_1.0" or "HTTP_2.0" or "HTTP_CONTENT" or "HTTP_URL_ABS" or "HTTP_URL_STAR" => [Always("always_false")],
        _ when name.StartsWith("METH_", StringComparison.Ordinal) => [Always("always_false")],
        _ => [],
    };

    private static HAProxyAcl Always(string fetch) => HAProxyAcl.Parse([new HAProxyWord(default, fetch, true)]);

    // Acl lines of one name are tried one behind the other; any of them will do.
    private readonly record struct Term(bool Negated, ImmutableArray<HAProxyAcl> AnyOf, bool IsInline);
}
