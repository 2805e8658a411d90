using System.Collections.Immutable;
using Wayleave.Server.Configuration.Reading.Forms;
using Wayleave.Server.Configuration.Reading.Yaml;

namespace Wayleave.Server.Configuration.Reading.Keys;

/// <summary>The routes: each begins as what the top of the file says for all of them.</summary>
internal sealed class RoutesKey() : Key<ServeDraft>("routes", "The routes, at least one.")
{
    private static readonly ListForm<RouteSettings> s_form = new(new SectionForm<RouteSettings>(RouteKeys.Section), RouteKeys.Section.Initial, mayBeEmpty: false);

    /// <inheritdoc/>
    public override IForm Form => s_form;

    /// <inheritdoc/>
    public override bool TryRead(ConfigNode node, ReadScope scope, ref ServeDraft settings)
    {
        bool good = s_form.TryReadItems(node, scope, settings.Defaults, out ImmutableArray<RouteSettings> routes);
        settings = settings with { Settings = settings.Settings with { Routes = routes } };
        return good;
    }

    /// <inheritdoc/>
    public override ConfigNode Write(ServeDraft settings) => s_form.Write(settings.Settings.Routes);
}
