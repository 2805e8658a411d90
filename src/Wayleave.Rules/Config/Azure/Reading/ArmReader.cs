using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Data;

namespace Wayleave.Rules.Config.Azure.Reading;

/// <summary>Reads a template of the Azure Resource Manager, or what the <c>az</c> command line prints of resources.</summary>
/// <seealso href="https://learn.microsoft.com/azure/azure-resource-manager/templates/syntax">Template syntax</seealso>
internal static partial class ArmReader
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    [GeneratedRegex(@"^\[\s*(variables|parameters)\(\s*'(?<name>[^']*)'\s*\)\s*\]$", Options, PatternLimit.Milliseconds)]
    private static partial Regex NamePattern { get; }

    /// <summary>What a file holds.</summary>
    /// <param name="root">Its outermost value; null if nothing could be read.</param>
    public static AzureTemplate Read(DataNode? root)
    {
        if (root is null) return new AzureTemplate();
        ImmutableArray<AzureResource>.Builder resources = ImmutableArray.CreateBuilder<AzureResource>();
        foreach (DataNode one in Listed(root["resources"] ?? (root["properties"] is { } inner ? inner.Find("template", "resources") : null) ?? root)) Add(one, null, resources, 0);
        return new AzureTemplate
        {
            Resources = resources.ToImmutable(),
            Variables = Values(root["variables"], value => value),
            Defaults = Values(root["parameters"], value => value["defaultValue"]),
            Given = Values(root["parameters"], value => value["value"]),
        };
    }

    private static void Add(DataNode node, AzureResource? inside, ImmutableArray<AzureResource>.Builder resources, int depth)
    {
        if (node is not DataMap map || map["type"]?.Text is not { } type || depth > 20) return;
        type = inside is not null && !type.Contains('/', StringComparison.Ordinal) ? inside.Type + "/" + type : type;
        var resource = new AzureResource(map.Find("type")!.At, type, Plain(map)) { Inside = inside };
        resources.Add(resource);
        foreach (DataNode child in Listed(map["resources"])) Add(child, resource, resources, depth + 1);
        // A deployment in a deployment brings a template of its own.
        foreach (DataNode child in Listed(map.Find("properties", "template", "resources"))) Add(child, null, resources, depth + 1);
    }

    // Newer templates name their resources; the command line prints a single one.
    private static IEnumerable<DataNode> Listed(DataNode? node) => node switch
    {
        DataList list => list.Values,
        DataMap map when map["type"] is DataScalar => [map],
        DataMap map => map.Pairs.Select(pair => pair.Value),
        _ => [],
    };

    private static ImmutableDictionary<string, DataNode> Values(DataNode? node, Func<DataNode, DataNode?> value) =>
        (node?.Entries ?? []).Select(entry => (entry.Key, Value: value(entry.Value))).Where(pair => pair.Value is not null).DistinctBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase)
            .ToImmutableDictionary(pair => pair.Key, pair => Plain(pair.Value!), StringComparer.OrdinalIgnoreCase);

    // A text in brackets is an expression; two of the opening ones are a text that begins with one.
    private static DataNode Plain(DataNode node) => node switch
    {
        DataScalar { IsQuoted: true, Value: ['[', not '[', ..] } text when text.Value[^1] == ']' => new AzureExpression(text.At) { Name = NamePattern.Match(text.Value) is { Success: true } found ? found.Groups["name"].Value : null },
        DataMap map => map with { Pairs = [.. map.Pairs.Select(pair => pair with { Value = Plain(pair.Value) })] },
        DataList list => list with { Values = [.. list.Values.Select(Plain)] },
        _ => node,
    };
}
