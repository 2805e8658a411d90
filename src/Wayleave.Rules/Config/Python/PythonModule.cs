using System.Collections.Immutable;
using Wayleave.Rules.Config.Data;

namespace Wayleave.Rules.Config.Python;

/// <summary>What a Python file gives to its names, as far as that can be seen without running it.</summary>
/// <param name="Assignments">The assignments outside functions and classes, in the file's order.</param>
/// <param name="StarImports">The modules whose names it takes over: <c>.base</c>.</param>
/// <param name="ChangesNamesUnseen">Whether code gets hold of all names at once (<c>locals()</c>, <c>exec</c>), so that more may be set than is seen.</param>
public sealed record PythonModule(ImmutableArray<PythonAssignment> Assignments, ImmutableArray<string> StarImports, bool ChangesNamesUnseen)
{
    /// <summary>The values that a name may have at the end, the last assigned last; none if nothing assigns it. What may be one thing or the other comes as both.</summary>
    public static ImmutableArray<DataNode> Values(IEnumerable<PythonAssignment> assignments, string name)
    {
        ImmutableArray<DataNode> values = [];
        foreach (PythonAssignment one in assignments.Where(one => one.Name == name))
        {
            ImmutableArray<DataNode> next = one.Adds ? [.. values.Select(value => Added(value, one.Value))] : [one.Value];
            values = one.IsConditional ? values.AddRange(next) : next;
        }

        return values;
    }

    private static DataNode Added(DataNode to, DataNode more) =>
        to is DataList left && more is DataList right ? new DataList(more.At, left.Values.AddRange(right.Values)) : new PythonUnknown(more.At);
}
