using System.Collections.Immutable;
using System.Globalization;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Aws;

/// <summary>Where a balancer is entered: a listener and what it does.</summary>
/// <param name="Listener">The listener; null if only its rules are known.</param>
/// <param name="Rules">Its rules in their order; its default action alone where they are not known.</param>
/// <param name="IsWhole">Whether these are all its rules.</param>
internal sealed record AlbEntrance(Listener? Listener, ImmutableArray<AlbRule> Rules, bool IsWhole)
{
    /// <summary>What names a listener in the names of its rules.</summary>
    public static string Key(DataNode listener) => listener["ListenerArn"]?.Text?.Split(":listener/") is [_, var path] ? path : "";

    /// <summary>A listener as the model has it.</summary>
    public static Listener ListenerOf(DataNode node) =>
        new(int.TryParse(node["Port"]?.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) ? port : null, node["Protocol"]?.Text is "HTTPS", node["Protocol"]?.At ?? node.At);
}
