namespace Wayleave.Rules.Diagnosis.Hops.Apps;

/// <summary>A Java server: Jetty, Tomcat, Spring.</summary>
internal static class Java
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("java", HopKind.App)
    {
        Signs =
        [
            Sign.Server("Jetty"),
            Sign.Cookie("JSESSIONID"),
            Sign.Body("Apache Tomcat"),
        ],
        Writes =
        [
            Sign.Server("Jetty"),
            Sign.Body("Apache Tomcat"),
            Sign.Body("Whitelabel Error Page"),
            Sign.Body("HTTP Status 4"),
            Sign.Body("HTTP Status 5"),
        ],
    };
}
