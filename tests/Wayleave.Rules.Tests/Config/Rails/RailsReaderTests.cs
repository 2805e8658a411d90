using System.Collections.Immutable;
using Wayleave.Rules.Config.Rails;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Tests.Config.Rails;

public sealed class RailsReaderTests
{
    [Theory]
    [InlineData("config.hosts << \"a\"", "hosts", "\"a\"", true)]
    [InlineData("Rails.application.config.action_cable.url = 'ws://a'", "action_cable.url", "'ws://a'", false)]
    [InlineData("ActionCable.server.config.disable_request_forgery_protection = true", "action_cable.disable_request_forgery_protection", "true", false)]
    [InlineData("config.hosts.concat [\"a\", /b/]", "hosts", "[\"a\", /b/]", true)]
    [InlineData("config.hosts.push(\"a\")", "hosts", "\"a\"", true)]
    [InlineData("config.hosts += %w[a b]", "hosts", "%w[a b]", true)]
    [InlineData("config.force_ssl ||= false", "force_ssl", "false", false)]
    public void A_setting_has_its_name_and_its_value_at_their_places(string text, string name, string value, bool adds)
    {
        RailsSetting setting = Read(text).ShouldHaveSingleItem();

        setting.Name.ShouldBe(name);
        setting.Value.At.Text.ShouldBe(value);
        setting.At.Text.ShouldStartWith(text.Split('.')[0]);
        setting.At.Text.ShouldEndWith(value);
        setting.Adds.ShouldBe(adds);
    }

    [Theory]
    [InlineData("config.x = 1 if Rails.env.production?", false)]
    [InlineData("config.x = 1 unless Rails.env.test?", false)]
    [InlineData("config.x = 1 if ENV[\"A\"].present?", true)]
    [InlineData("if ENV[\"A\"]\n  config.x = 1\nend", true)]
    [InlineData("unless Rails.env.development?\n  config.x = 1\nend", false)]
    [InlineData("if Rails.env.development?\n  config.y = 1 if a\nelse\n  config.x = 1\nend", false)]
    [InlineData("Rails.application.configure do |app|\n  config.x = 1\nend", false)]
    [InlineData("a.each do |b|\nend\nconfig.x = 1", false)]
    public void A_setting_that_may_not_be_made_is_told(string text, bool isConditional) => Read(text).ShouldHaveSingleItem().IsConditional.ShouldBe(isConditional);

    [Theory]
    [InlineData("config.x = 1 if Rails.env.development?")]
    [InlineData("unless Rails.env.production?\n  config.x = 1\nend")]
    [InlineData("def f\n  config.x = 1\nend")]
    [InlineData("# config.x = 1")]
    [InlineData("x = <<~TEXT\n  config.x = 1\nTEXT")]
    [InlineData("config.x == 1")]
    public void What_is_not_made_in_production_is_left_out(string text) => Read(text).ShouldBeEmpty();

    private static ImmutableArray<RailsSetting> Read(string text) => RailsReader.Read(new SourceText("production.rb", text));
}
