using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Python;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Django;

/// <summary>Settings files of Django: read as text, never run.</summary>
/// <seealso href="https://docs.djangoproject.com/en/stable/ref/settings/">Settings</seealso>
internal sealed partial class DjangoKind : IConfigKind
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline;

    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    [GeneratedRegex(@"(^|/)([\w-]*settings[\w.-]*|settings/[\w.-]+|(config|conf)/(settings/)?(base|common|local|production|prod|dev))\.py$", Options, PatternLimit.Milliseconds)]
    private static partial Regex NamesPattern { get; }

    [GeneratedRegex(@"^[ \t]*(INSTALLED_APPS|MIDDLEWARE|MIDDLEWARE_CLASSES|ROOT_URLCONF|ALLOWED_HOSTS|SECURE_SSL_REDIRECT|SECURE_PROXY_SSL_HEADER|SECURE_HSTS_SECONDS|CSRF_TRUSTED_ORIGINS|CHANNEL_LAYERS|ASGI_APPLICATION|WSGI_APPLICATION|DEBUG|USE_X_FORWARDED_HOST|SESSION_COOKIE_SECURE)\s*(\+?=|:\s)", Options, PatternLimit.Milliseconds)]
    private static partial Regex SettingsPattern { get; }

    /// <inheritdoc/>
    public string Name => "django";

    /// <inheritdoc/>
    public string Summary => "Django: settings.py and the settings that it imports";

    /// <inheritdoc/>
    public Fit Fits(SourceText source)
    {
        if (!source.Name.EndsWith(".py", StringComparison.Ordinal)) return Fit.No;
        if (NamesPattern.IsMatch(source.Name)) return Fit.Name;
        return SettingsPattern.IsMatch(source.Text) ? Fit.Content : Fit.No;
    }

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context) => new DjangoFile(source, PythonReader.Read(source));
}
