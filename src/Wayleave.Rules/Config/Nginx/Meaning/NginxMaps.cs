using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Nginx.Meaning;

/// <summary>The variables that a file's blocks define: <c>map</c>, <c>geo</c>, <c>split_clients</c>.</summary>
internal sealed class NginxMaps
{
    private static readonly string[] s_kinds = ["map", "geo", "split_clients"];

    private readonly ImmutableDictionary<string, NginxDirective> _blocks;

    /// <summary>Knows the blocks of a file.</summary>
    public NginxMaps(NginxFile file) => _blocks = s_kinds.SelectMany(file.Named)
        .Where(directive => directive is { HasBlock: true, Words.Length: > 1 })
        .GroupBy(block => block.Words[^1].Text.TrimStart('$'), StringComparer.OrdinalIgnoreCase)
        .ToImmutableDictionary(same => same.Key, same => same.Last(), StringComparer.OrdinalIgnoreCase);

    /// <summary>The block that defines a variable; null if none does.</summary>
    public NginxDirective? Find(string variable) => _blocks.GetValueOrDefault(variable);

    /// <summary>The <c>map</c>s whose source reads a variable.</summary>
    public IEnumerable<string> Over(string variable) =>
        _blocks.Where(block => block.Value.Name == "map" && block.Value.Argument.Contains("$" + variable, StringComparison.OrdinalIgnoreCase)).Select(block => block.Key);

    /// <summary>What a block gives.</summary>
    /// <param name="block">The block.</param>
    /// <param name="read">Reads a text with variables.</param>
    public static NginxValue Value(NginxDirective block, Func<string, NginxValue> read)
    {
        NginxDirective[] rows = [.. block.Block.Where(row => row.Words.Length == 2 && row.Name != "include")];
        if (block.Block.Any(row => row.IsUnread)) return NginxValue.Unknown;
        if (block.Name == "map" && read(block.Argument) is { Possible.IsEmpty: false } source)
            return NginxValue.OneOf(source.Possible.Select(value => Mapped(rows, block.Block.Any(row => row is { Name: "hostnames", Words.Length: 1 }), value, read, block.At)));
        // Who asks is not known, so it is one of them; what no row has is empty.
        bool whole = block.Name == "split_clients" ? rows.Any(row => row.Name == "*") : rows.Any(row => IsDefault(row));
        return NginxValue.OneOf([.. rows.Where(row => block.Name != "geo" || row.Name is not ("ranges" or "delete" or "proxy" or "proxy_recursive")).Select(row => Read(row, read)), .. whole ? Array.Empty<NginxValue>() : [NginxValue.Of("")]]);
    }

    private static NginxValue Mapped(NginxDirective[] rows, bool hostnames, string source, Func<string, NginxValue> read, Span block)
    {
        NginxDirective[] plain = [.. rows.Where(row => !IsDefault(row) && !IsPattern(row))];
        // A string counts before masks, masks before expressions; strings compare without case.
        if (Array.Find(plain, row => string.Equals(Key(row), source, StringComparison.OrdinalIgnoreCase)) is { } exact) return Read(exact, read);
        if (hostnames && Masked(plain, source) is { } mask) return Read(mask, read);
        foreach (NginxDirective row in rows.Where(IsPattern))
        {
            bool insensitive = row.Name.StartsWith("~*", StringComparison.Ordinal);
            bool? matches = NginxRegex.Match(row.Name[(insensitive ? 2 : 1)..], source, insensitive, out ImmutableDictionary<string, string> found);
            if (matches is null) return NginxValue.OneOf(rows.Select(one => Read(one, read)));
            if (matches == true) return Read(row, found.IsEmpty ? read : text => read(found.Aggregate(text, (so, group) => so.Replace("$" + group.Key, group.Value, StringComparison.Ordinal))));
        }

        return Array.Find(rows, IsDefault) is { } otherwise ? Read(otherwise, read) : NginxValue.Of("", block);
    }

    private static NginxDirective? Masked(NginxDirective[] rows, string host) =>
        rows.Where(row => NginxNames.Fits(Key(row), host) is not null).OrderBy(row => NginxNames.Fits(Key(row), host)).ThenByDescending(row => Key(row).Length).FirstOrDefault();

    private static NginxValue Read(NginxDirective row, Func<string, NginxValue> read) => read(row.Argument) with { Where = row.At };

    private static bool IsDefault(NginxDirective row) => row.Name == "default";

    private static bool IsPattern(NginxDirective row) => row.Name is ['~', _, ..];

    // A backslash keeps a key such as "default" from being a word of the language.
    private static string Key(NginxDirective row) => row.Name is ['\\', .. var rest] ? rest : row.Name;
}
