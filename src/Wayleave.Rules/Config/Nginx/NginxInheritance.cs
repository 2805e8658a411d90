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
        [.. block.Outwards().Select(level => level.FindAll(name)).FirstOrDefault(found => found.Any()) ?? []];
}
