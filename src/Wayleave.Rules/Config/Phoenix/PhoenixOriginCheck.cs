using Wayleave.Rules.Config.Data;

namespace Wayleave.Rules.Config.Phoenix;

/// <summary>Which pages' sockets a Phoenix app lets in, as one of its sockets or its endpoint says.</summary>
/// <param name="Policy">What <c>check_origin</c> is; null where nobody sets it, which is <c>true</c>: pages of the host that <c>url:</c> names.</param>
/// <param name="Project">The endpoint's settings; null if no file has them.</param>
internal sealed record PhoenixOriginCheck(DataNode? Policy, PhoenixProject? Project)
{
    /// <summary>Whether pages are compared with the host of <c>url:</c>.</summary>
    public bool ComparesWithUrl => Policy is null or DataScalar { IsQuoted: false, Truth: true };

    /// <summary>The entries of a list whose items are all seen; null if it is none.</summary>
    public DataList? List => Policy is DataList { Values.Length: > 0 } list && list.Values.All(item => item is DataScalar { IsQuoted: true }) ? list : null;

    /// <summary>The checks of a deployment: each socket's own, and the endpoint's where some socket has none.</summary>
    public static IEnumerable<PhoenixOriginCheck> Of(IEnumerable<PhoenixFile> files)
    {
        PhoenixFile[] all = [.. files.Where(file => !file.IsForDevelopers)];
        PhoenixProject[] projects = [.. PhoenixProject.Of(all)];
        DataNode?[] own = [.. all.SelectMany(file => file.Sockets).Select(socket => PhoenixFile.Transport(socket)?["check_origin"])];
        PhoenixProject? only = projects is [var one] ? one : null;
        foreach (DataNode policy in own.OfType<DataNode>()) yield return new PhoenixOriginCheck(policy, only);
        if (own.Length > 0 && own.All(policy => policy is not null)) yield break;
        foreach (PhoenixProject project in projects) yield return new PhoenixOriginCheck(project.Find("check_origin")?.Value, project);
    }
}
