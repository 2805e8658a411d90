using FsCheck;
using FsCheck.Fluent;
using Wayleave.Server.Configuration;
using Wayleave.Server.Configuration.Reading;

namespace Wayleave.Server.Tests.Configuration;

public sealed class SettingsTextTests
{
    [Fact]
    public void What_is_written_reads_back_as_the_same_settings()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            ServeSettings settings = MadeUpSettings.Of(seed);
            string text = SettingsText.Write(settings);
            SettingsReading reading = SettingsReader.Read(text, "/w.yaml", Reading.World());
            reading.Errors.ShouldBeEmpty(text);
            Facts.Of(reading.Settings).ShouldBe(Facts.Of(settings), text);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    // A property that no key can set would stay what it is in every sample.
    [Fact]
    public void The_round_trip_varies_every_property_but_the_secrets()
    {
        var values = new Dictionary<string, HashSet<string>>();
        for (int seed = 0; seed < 200; seed++)
        {
            foreach (string[] fact in Facts.Of(MadeUpSettings.Of(seed)).Where(f => f.Contains(" = ", StringComparison.Ordinal)).Select(f => f.Split(" = ", 2)))
            {
                string property = WithoutIndexes(fact[0]);
                if (!values.TryGetValue(property, out HashSet<string>? seen)) values[property] = seen = [];
                seen.Add(fact[1]);
            }
        }

        values.Where(v => v.Value.Count < 2 && !values.Keys.Any(key => key.StartsWith(v.Key + ".", StringComparison.Ordinal))).Select(v => v.Key).ShouldBe([".Secret", ".Admin.Key", ".Events.Tickets.Jwt.Secret", ".Events.Tickets.Jwt.KeyFile", ".Tls.Certificates.Password", ".Trust.RangesFile", ".Trust.Edges", ".Trust.EdgeNetworks.Provider", ".Trust.EdgeNetworks.Network"], ignoreOrder: true);
    }

    [Fact]
    public void Secrets_are_masked_and_the_mask_is_refused()
    {
        ServeSettings settings = Reading.Good("secret: 0123456789abcdef\ntls: { certificates: [{ certificate: a, password: geheim }] }");
        string text = SettingsText.Write(settings);
        text.ShouldNotContain("0123456789abcdef");
        text.ShouldNotContain("geheim");
        Reading.Of(text).Errors.Length.ShouldBe(2);
    }

    [Fact]
    public void A_file_of_ranges_is_written_too()
    {
        string text = SettingsText.Write(Reading.Good("edge: cloudflare\nedge_ranges: /etc/ranges.json"));
        Reading.Whole(text).Trust.RangesFile.ShouldBe("/etc/ranges.json");
    }

    [Fact]
    public void Whatever_is_written_it_never_throws()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var chance = new Random(seed);
            char[] text = SettingsText.Write(MadeUpSettings.Of(seed)).ToCharArray();
            const string Pieces = "{}[]:,-\n\t \"'#&*!|>%@`$~?\\0aé\uE000\uFEFF";
            for (int i = chance.Next(1, 20); i > 0; i--) text[chance.Next(text.Length)] = Pieces[chance.Next(Pieces.Length)];
            string cut = new(text, 0, chance.Next(text.Length));
            foreach (string each in new[] { new string(text), cut })
            {
                SettingsReading reading = SettingsReader.Read(each, "w.yaml", Reading.World());
                (reading.Settings is null).ShouldBe(!reading.Errors.IsEmpty);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    private static string WithoutIndexes(string path) => string.Concat(path.Split('[').Select((part, i) => i == 0 ? part : part[(part.IndexOf(']', StringComparison.Ordinal) + 1)..]));
}
