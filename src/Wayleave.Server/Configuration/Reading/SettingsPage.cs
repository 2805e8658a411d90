using System.Text;
using Wayleave.Server.Configuration.Reading.Keys;
using Wayleave.Server.Configuration.Reading.Yaml;

namespace Wayleave.Server.Configuration.Reading;

/// <summary>The part of <c>docs/configuration.md</c> that is made from the table of keys.</summary>
public static class SettingsPage
{
    /// <summary>The line before the part that is made.</summary>
    public const string Begin = "<!-- keys: made by `wayleave serve --write-docs docs` -->";

    /// <summary>The line after it.</summary>
    public const string End = "<!-- end of keys -->";

    /// <summary>A page with its keys made anew; what stands around them stays.</summary>
    /// <param name="page">The page.</param>
    public static string Renew(string page)
    {
        ArgumentNullException.ThrowIfNull(page);
        int begin = page.IndexOf(Begin, StringComparison.Ordinal);
        int end = page.IndexOf(End, StringComparison.Ordinal);
        return begin < 0 || end < begin ? page : page[..begin] + Begin + "\n\n" + Tables() + page[end..];
    }

    private static string Tables()
    {
        var text = new StringBuilder();
        foreach (ISection section in ServeKeys.AllSections)
        {
            text.Append($"### {section.Name}\n\n{section.What}\n\n| key | what it does | value | default |\n| --- | --- | --- | --- |\n");
            foreach (IKey key in section.Keys) text.Append($"| `{key.Name}` | {key.What} | {Value(key)} | {Default(key, section)} |\n");
            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Value(IKey key) => key.Form.Sections.FirstOrDefault() is { } section ? $"{key.Form.Text} ([{section.Name}](#{section.Name}))" : key.Form.Text;

    private static string Default(IKey key, ISection section) => (key, section.Default(key)) switch
    {
        ({ IsRequired: true } or { Name: "routes" }, _) => "must be given",
        (_, null) => "not set",
        (_, ListNode { Items.IsEmpty: true }) => "none",
        // A section's defaults stand in its own table.
        (_, MapNode) => "see there",
        (_, { } node) => $"`{YamlText.Inline(node)}`",
    };
}
