using System.Collections.Immutable;

namespace Wayleave.Rules.Config.Nginx;

/// <summary>Which directives hold in a block: its own, or those of the nearest level that has any.</summary>
internal static class NginxInheritance
{
    /// <summary>The directive that holds where each level's own replaces the outer ones; null if no level has it.</summary>
    /// <param name="block">The block.</param>
    /// <param name="name">The directive's name: one that may stand once in a level, such as <c>proxy_read_timeout</c>.</param>
    public static NginxDirective? Scalar(NginxDirective block, string name) =>
        block.Outwards().Select(level => level.Find(name)).FirstOrDefault(found => found is not null);

    /// <summary>The directives that hold where a level with any of its own inherits none: <c>proxy_set_header</c>, <c>add_header</c>.</summary>
    /// <param name="block">The block.</param>
    /// <param name="name">The directive's name.</param>
    /// <seealso href="https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_set_header">proxy_set_header</seealso>
    public static ImmutableArray<NginxDirective> Array(NginxDirective block, string name) =>
        // nginx allows no proxy_set_header in an if, so there it replaces nothing.
        [.. block.Outwards().Where(level => level.Name != "if" || name != "proxy_set_header").Select(level => level.FindAll(name)).FirstOrDefault(found => found.Any()) ?? []];

    /// <summary>Whether what is absent may stand in what nobody can see: in an include that was not found, at the block's level or further out up to the level that has any of the name.</summary>
    /// <param name="block">The block.</param>
    /// <param name="name">The directive's name; null: only the block itself counts.</param>
    public static bool MayBeHidden(NginxDirective block, string? name)
    {
        foreach (NginxDirective level in block.Outwards())
        {
            if (level.Block.Any(directive => directive.IsUnread)) return true;
            if (name is null || level.Find(name) is not null) return false;
        }

        // A location without its server is a fragment: what it lacks may stand around it.
        return block.Outwards().All(level => level.Name != "server");
    }

    /// <summary>Whether even what the outer levels have may be lost: an include that was not found stands further in than they do.</summary>
    public static bool MayBeReplaced(NginxDirective block, string name) =>
        block.Outwards().TakeWhile(level => level.Find(name) is null).Any(level => level.Block.Any(directive => directive.IsUnread));
}
