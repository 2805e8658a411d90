using System.Collections.Immutable;
using System.Globalization;
using Wayleave.Rules.Config.Commands;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Docker;

/// <summary>A Dockerfile.</summary>
/// <param name="Source">The file.</param>
/// <param name="Instructions">Its instructions.</param>
/// <param name="Servers">What a container of its last stage starts.</param>
public sealed record DockerfileFile(SourceText Source, ImmutableArray<DockerfileInstruction> Instructions, ImmutableArray<ServerCommand> Servers) : ConfigFile(Source, "dockerfile")
{
    /// <inheritdoc/>
    public override ImmutableArray<ServerCommand> Commands => Servers;

    /// <summary>The ports that it names with EXPOSE.</summary>
    public ImmutableArray<int> Exposed =>
    [
        .. Instructions.Where(instruction => instruction.Name == "EXPOSE").SelectMany(instruction => instruction.Arguments.Text.Split([' ', '\t', '\\', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
            .Select(port => int.TryParse(port.Split('/')[0], CultureInfo.InvariantCulture, out int number) ? number : 0).Where(port => port > 0),
    ];

    /// <inheritdoc/>
    public override ReadContext Inform(ReadContext context)
    {
        // The stage that runs: of the earlier ones only files are taken.
        if (Instructions.LastOrDefault(instruction => instruction.Name == "FROM") is not { } from) return context;
        string image = from.Arguments.Text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(word => !word.StartsWith("--", StringComparison.Ordinal)) ?? "";
        ImageTag tag = ImageTag.Of(image);
        return tag is { Version: { } version, Product: var product } && !tag.IsAmbiguous && !context.Versions.ContainsKey(product) ? context with { Versions = context.Versions.Add(product, version) } : context;
    }
}
