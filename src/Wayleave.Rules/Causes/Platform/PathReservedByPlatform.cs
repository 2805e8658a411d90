namespace Wayleave.Rules.Causes.Platform;

/// <summary>The page of <see cref="CauseNames.PathReservedByPlatform"/>.</summary>
internal static class PathReservedByPlatform
{
    public static Cause Cause { get; } = new(
        CauseNames.PathReservedByPlatform,
        CauseGroup.Platform,
        "the platform answers that path itself")
    {
        Looks =
            "One path gets the platform's own 404 or health page, and never reaches the app; the same path with " +
            "a slash or another name does.",
        Why =
            "The platform keeps some paths for itself. Google's front end answers `/healthz` on Cloud Run and " +
            "App Engine.",
        Confirm =
            "`wayleave doctor` compares the path with and without a final slash: another server signs each of " +
            "the answers.",
        Fixes =
        [
            Fix.Documented(
                "google",
                "Use another path, such as /health.",
                "",
                "https://cloud.google.com/run/docs/known-issues"),
            Fix.Documented(
                "streamlit",
                "Update: releases after 1.14 ask /_stcore/health instead of /healthz.",
                "pip install --upgrade streamlit",
                "https://github.com/streamlit/streamlit/pull/5642"),
            Fix.Documented(
                "cloudflare",
                "Do not serve anything of yours below /cdn-cgi/.",
                "",
                "https://developers.cloudflare.com/fundamentals/reference/cdn-cgi-endpoint/"),
            Fix.Documented(
                "any",
                "Move the app's path to one that the platform does not use.",
                "",
                "https://cloud.google.com/run/docs/known-issues"),
        ],
        Neighbours = [CauseNames.PathNotRouted, CauseNames.EdgeInterstitial],
    };
}
