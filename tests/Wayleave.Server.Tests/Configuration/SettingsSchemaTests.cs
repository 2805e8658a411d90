using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Wayleave.Server.Configuration.Reading;
using Wayleave.Server.Configuration.Reading.Keys;

namespace Wayleave.Server.Tests.Configuration;

public sealed class SettingsSchemaTests
{
    private const string Renew = "regenerate with: ./wayleave serve --write-docs docs";

    [Fact]
    public void The_committed_schema_is_the_generated_one() =>
        File.ReadAllText(Path.Combine(Docs(), "wayleave.schema.json")).ShouldBe(SettingsSchema.Text(), Renew);

    [Fact]
    public void The_committed_page_has_the_generated_keys()
    {
        string page = File.ReadAllText(Path.Combine(Docs(), "configuration.md"));
        page.ShouldContain(SettingsPage.Begin);
        page.ShouldBe(SettingsPage.Renew(page), Renew);
    }

    [Fact]
    public void Every_example_on_the_page_is_right()
    {
        string page = File.ReadAllText(Path.Combine(Docs(), "configuration.md"));
        string[] examples = [.. page.Split("```yaml\n").Skip(1).Select(part => part[..part.IndexOf("```", StringComparison.Ordinal)])];
        examples.Length.ShouldBeGreaterThan(1);
        foreach (string example in examples)
            Reading.Of(example, null, ("WAYLEAVE_SECRET", "0123456789abcdef"), ("APP_URL", "http://127.0.0.1:8501")).Errors.ShouldBeEmpty(example);
    }

    [Fact]
    public void Every_reference_leads_somewhere_and_every_key_is_described()
    {
        JsonNode schema = JsonNode.Parse(SettingsSchema.Text())!;
        JsonObject definitions = schema["definitions"]!.AsObject();
        References(schema).ShouldAllBe(reference => definitions.ContainsKey(reference.Replace("#/definitions/", "", StringComparison.Ordinal)));
        ServeKeys.AllSections.SelectMany(section => section.Keys).ShouldAllBe(key => key.What.EndsWith('.'));
    }

    [Fact]
    public void No_synonym_is_a_key_of_the_same_section_or_stands_for_two() =>
        ServeKeys.AllSections.ShouldAllBe(section =>
            section.Keys.SelectMany(key => key.AlsoCalled.Append(key.Name)).Distinct().Count() == section.Keys.Sum(key => key.AlsoCalled.Count + 1));

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(p => p.Key == "$ref" ? [p.Value!.GetValue<string>()] : References(p.Value)),
        JsonArray list => list.SelectMany(References),
        _ => [],
    };

    private static string Docs([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs"));
}
