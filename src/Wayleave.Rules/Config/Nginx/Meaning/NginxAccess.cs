namespace Wayleave.Rules.Config.Nginx.Meaning;

/// <summary>Whom the access phase lets in.</summary>
internal static class NginxAccess
{
    /// <summary>The directive that refuses everybody's handshake; null if somebody's is let in.</summary>
    /// <param name="block">The location, or the <c>if</c> in it.</param>
    public static NginxDirective? Refuses(NginxDirective block)
    {
        // A handshake is a GET; the block of a limit_except holds for the methods that it does not name.
        NginxDirective? limit = block.Outwards().TakeWhile(level => level.Name is "if" or "location").Select(level => level.Find("limit_except")).FirstOrDefault(found => found is not null);
        if (limit is not null && !limit.Words.Skip(1).Any(word => string.Equals(word.Text, "GET", StringComparison.OrdinalIgnoreCase)) && All(limit) is { } refused) return refused;
        // "satisfy any" lets in who passes another check.
        return NginxInheritance.Scalar(block, "satisfy")?.Argument == "any" ? null : All(block);
    }

    // allow and deny are one array: a level with either inherits none.
    private static NginxDirective? All(NginxDirective block)
    {
        NginxDirective? level = block.Outwards().FirstOrDefault(one => one.Find("allow") is not null || one.Find("deny") is not null);
        NginxDirective? first = level?.Block.FirstOrDefault(directive => directive.Name is "allow" or "deny");
        return first is { Name: "deny", Argument: "all" } ? first : null;
    }
}
