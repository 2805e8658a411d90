using System.Collections.Immutable;

namespace Wayleave.Rules.Config.Apache;

/// <summary>The workers and balancers of a site.</summary>
internal sealed class ApacheWorkers
{
    private readonly List<ApacheWorker> _workers = [];
    private readonly Dictionary<string, ApacheBalancer> _balancers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Finds them.</summary>
    /// <param name="directives">The site's directives, the main server's first, in order, however deep.</param>
    public ApacheWorkers(IEnumerable<ApacheDirective> directives)
    {
        foreach (ApacheDirective directive in directives)
        {
            if (directive.Is("Proxy") && directive.IsSection) Section(directive);
            else if (directive.Is("ProxyPass") || directive.Is("ProxyPassMatch")) Define(directive);
            else if (directive.Is("ProxySet") && ApacheTarget.Parse(directive.Argument) is { } target) Set(target, directive);
            else if (directive.Is("BalancerMember") && ApacheTarget.Parse(directive.Argument) is { IsBalancer: true } balancer) Member(balancer.Authority, directive, directive.Arguments[1..]);
        }
    }

    /// <summary>Each worker.</summary>
    public IEnumerable<ApacheWorker> All => _workers;

    /// <summary>The worker that a request to a URL uses: the one whose name is the longest that the URL begins with; null if none is.</summary>
    public ApacheWorker? Find(string url) => _workers.Where(worker => Covers(worker.Name, url)).MaxBy(worker => worker.Name.Length);

    /// <summary>A balancer; null if the files do not show it.</summary>
    public ApacheBalancer? Balancer(string name) => _balancers.GetValueOrDefault(name);

    private static bool Covers(string name, string url) =>
        url.StartsWith(name, StringComparison.Ordinal) && (url.Length == name.Length || name.IndexOf('/', name.IndexOf("://", StringComparison.Ordinal) + 3) >= 0 || url[name.Length] is '/' or '$');

    private void Section(ApacheDirective section)
    {
        if (ApacheTarget.Parse(section.Argument) is not { } target) return;
        foreach (ApacheDirective inner in section.Block.SelectMany(directive => directive.All()))
        {
            if (target.IsBalancer && inner.Is("BalancerMember")) Member(target.Authority, inner, inner.Arguments);
            else if (inner.Is("ProxySet")) Set(target, inner);
        }
    }

    private void Define(ApacheDirective pass)
    {
        if (pass.Arguments.Select(word => ApacheTarget.Parse(word.Text)).FirstOrDefault(found => found is not null) is not { } target) return;
        ImmutableArray<ApacheParameter> parameters = [.. ApacheParameter.Of(pass)];
        if (target.IsBalancer)
        {
            _balancers[target.Authority] = Known(target.Authority) with { Parameters = [.. Known(target.Authority).Parameters, .. parameters] };
            return;
        }

        if (Find(target.WorkerName) is not { } shared) _workers.Add(new ApacheWorker(target.WorkerName, pass) { Parameters = parameters });
        else if (!parameters.IsEmpty) _workers[_workers.IndexOf(shared)] = shared with { Ignored = shared.Ignored.Add(pass) };
    }

    private void Set(ApacheTarget target, ApacheDirective set)
    {
        ImmutableArray<ApacheParameter> parameters = [.. ApacheParameter.Of(set)];
        if (target.IsBalancer) _balancers[target.Authority] = Known(target.Authority) with { Parameters = [.. Known(target.Authority).Parameters, .. parameters] };
        else if (_workers.FindIndex(worker => worker.Name == target.WorkerName) is var found and >= 0) _workers[found] = _workers[found] with { Parameters = [.. _workers[found].Parameters, .. parameters] };
        else _workers.Add(new ApacheWorker(target.WorkerName, set) { Parameters = parameters });
    }

    private void Member(string balancer, ApacheDirective directive, ImmutableArray<ApacheWord> words)
    {
        if (words.Select(word => ApacheTarget.Parse(word.Text)).FirstOrDefault(target => target is { IsBalancer: false }) is not { } member) return;
        _balancers[balancer] = Known(balancer) with { Members = Known(balancer).Members.Add(new ApacheMember(directive, member, [.. ApacheParameter.Of(directive)])) };
    }

    private ApacheBalancer Known(string name) => _balancers.GetValueOrDefault(name) ?? new ApacheBalancer([], []);
}
