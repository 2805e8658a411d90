using System.Collections.Immutable;
using Wayleave.Rules.Config.HAProxy.Matching;

namespace Wayleave.Rules.Config.HAProxy;

/// <summary>A frontend, backend or listen section with the defaults that it takes.</summary>
public sealed class HAProxyProxy
{
    private readonly ImmutableArray<HAProxySection> _levels;

    // By name, the defaults' lines first: conditions look up the acls that they name.
    private readonly ILookup<string, HAProxyLine> _lines;
    private readonly ILookup<string, HAProxyAcl> _acls;
    private readonly Dictionary<HAProxyLine, HAProxyCondition?> _conditions = new(ReferenceEqualityComparer.Instance);

    /// <summary>Finds a section's defaults: those it names with <c>from</c>, else the last ones in front of it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="section">The section.</param>
    public HAProxyProxy(HAProxyFile file, HAProxySection section)
    {
        (File, Section) = (file, section);
        ImmutableArray<HAProxySection>.Builder levels = ImmutableArray.CreateBuilder<HAProxySection>();
        levels.Add(section);
        HAProxySection? defaults = section.From is { } named ? Named(file, named) : file.Sections.TakeWhile(other => other != section).LastOrDefault(other => other.Kind == "defaults");
        while (defaults is not null && !levels.Contains(defaults))
        {
            levels.Add(defaults);
            defaults = defaults.From is { } further ? Named(file, further) : null;
        }

        _levels = levels.ToImmutable();
        _lines = _levels.Reverse().SelectMany(level => level.Lines).ToLookup(line => line.Name);
        _acls = _lines["acl"].Where(acl => acl.Words.Length > 2 && acl.IsSure).ToLookup(acl => acl[1], acl => HAProxyAcl.Parse(acl.Words[2..]));
        Servers = HAProxyServer.Of(_levels);
        Binds = HAProxyBind.Of(Section);
    }

    /// <summary>The file.</summary>
    public HAProxyFile File { get; }

    /// <summary>The section itself.</summary>
    public HAProxySection Section { get; }

    /// <summary>Whether its <c>mode</c> is <c>http</c>; null if that cannot be known.</summary>
    public bool? IsHttp => Find("mode") is { } mode ? mode.Words.Length > 1 && mode.Words[1].IsKnown && mode.IsSure ? mode[1] == "http" : null : File.IsWhole ? false : null;

    /// <summary>The servers, each with what <c>default-server</c> says.</summary>
    public ImmutableArray<HAProxyServer> Servers { get; }

    /// <summary>Where clients come in.</summary>
    public ImmutableArray<HAProxyBind> Binds { get; }

    /// <summary>The lines that begin with these words, the defaults' first.</summary>
    public IEnumerable<HAProxyLine> FindAll(string first, string? second = null) => second is null ? _lines[first] : _lines[first].Where(line => line[1] == second);

    /// <summary>The line that holds, of those that begin with these words; null if there is none. One that only may hold comes back too: see <see cref="HAProxyLine.IsSure"/>.</summary>
    public HAProxyLine? Find(string first, string? second = null) =>
        _levels.Select(level => level.FindAll(first, second).LastOrDefault()).FirstOrDefault(line => line is not null);

    /// <summary>Whether an option is on; a <c>no option</c> nearer by turns it off.</summary>
    public HAProxyLine? Option(string name) => Find("option", name) is { IsNegated: false } on ? on : null;

    /// <summary>The tests of an acl's name; none if it has none such.</summary>
    internal IEnumerable<HAProxyAcl> Acls(string name) => _acls[name];

    /// <summary>The condition of a line; null if it has none.</summary>
    internal HAProxyCondition? ConditionOf(HAProxyLine line)
    {
        if (!_conditions.TryGetValue(line, out HAProxyCondition? condition)) _conditions[line] = condition = HAProxyCondition.Of(line, this);
        return condition;
    }

    private static HAProxySection? Named(HAProxyFile file, string name) => file.Sections.LastOrDefault(section => section.Kind == "defaults" && section.Name == name);
}
