namespace Wayleave.Rules.Config.Code;

/// <summary>A language in which settings are written as code.</summary>
internal enum CodeLanguage
{
    /// <summary>Elixir: Phoenix's <c>config/*.exs</c> and <c>endpoint.ex</c>.</summary>
    Elixir,

    /// <summary>Ruby: Rails' <c>config/**/*.rb</c>.</summary>
    Ruby,

    /// <summary>JavaScript and TypeScript: <c>vite.config.ts</c> and its like.</summary>
    Script,

    /// <summary>PHP: Laravel's <c>config/*.php</c>.</summary>
    Php,
}
