namespace Wayleave.Rules.Causes.Identity;

/// <summary>The page of <see cref="CauseNames.MixedContent"/>.</summary>
internal static class MixedContent
{
    public static Cause Cause { get; } = new(
        CauseNames.MixedContent,
        CauseGroup.Identity,
        "an https page opens ws://")
    {
        Looks =
            "The console says that an insecure WebSocket was blocked, or `new WebSocket` throws `SecurityError`. " +
            "No request leaves the browser.",
        Why =
            "A page that came over https may not open `ws://`: browsers refuse before they connect. The scheme " +
            "is fixed in the script, or the app believes that it was reached over http.",
        Confirm =
            "`wayleave doctor https://PAGE` lists the page's sockets with their schemes. If the server writes " +
            "the address into the page, see also `forwarded-proto-wrong`.",
        Fixes =
        [
            Fix.Documented(
                "client",
                "Choose the scheme by the page's own.",
                """
                const scheme = location.protocol === "https:" ? "wss" : "ws";
                const socket = new WebSocket(`${scheme}://${location.host}/ws`);
                """,
                "https://developer.mozilla.org/en-US/docs/Web/Security/Mixed_content"),
            Fix.Documented(
                "nginx",
                "Where the app writes the address, tell it the public scheme and host.",
                """
                proxy_set_header Host $http_host;
                proxy_set_header X-Forwarded-Proto $scheme;
                """,
                "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_set_header"),
            Fix.Documented(
                "any",
                "Serve the socket over wss on the page's own host; there is no setting for visitors that allows " +
                "ws on an https page.",
                "",
                "https://www.w3.org/TR/mixed-content/"),
        ],
        Neighbours = [CauseNames.ClientUrlWrong, CauseNames.ForwardedProtoWrong, CauseNames.CspConnectSrc],
    };
}
