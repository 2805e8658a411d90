namespace Wayleave.Rules.Config.Nginx.Reading;

/// <summary>What a block is to nginx, where that is certain.</summary>
internal static class NginxLevel
{
    /// <summary>The letter by which <see cref="NginxGrammar"/> knows a block; null where it may be another module's.</summary>
    /// <param name="block">The block; null: the outermost level.</param>
    public static char? Of(NginxDirective? block) => block?.Name switch
    {
        "http" => 'H',
        "events" => 'E',
        // Streams have servers and upstreams too, and a fragment may be meant for them.
        "server" when IsHttp(block) => 'S',
        "upstream" when IsHttp(block) => 'U',
        "location" => 'L',
        "limit_except" => 'X',
        "if" => block.Parent?.Name switch { "location" => 'I', "server" => 'J', _ => null },
        _ => null,
    };

    /// <summary>A level's name in a sentence.</summary>
    public static string Name(NginxDirective block) => block.Name is "if" or "http" or "events" ? $"{block.Name} block" : block.Name;

    private static bool IsHttp(NginxDirective block) =>
        block.Parent is { Name: "http" } || (block is { Name: "server" } && block.Block.Any(inside => inside.Name is "location"));
}
