using Wayleave.Rules.Config;
using Wayleave.Rules.Config.Nginx;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Lint;
using static Wayleave.Rules.Tests.Config.Nginx.Nginxes;

namespace Wayleave.Rules.Tests.Config.Nginx;

public sealed class NginxIncludesTests
{
    [Fact]
    public void An_include_is_relative_to_the_main_files_folder_at_every_depth()
    {
        var files = new MemoryFiles(false, ("/etc/nginx/sites/a.conf", "include snippets/b.conf;"), ("/etc/nginx/snippets/b.conf", "b;"), ("/etc/nginx/sites/snippets/b.conf", "wrong;"));

        Shape(Read("include sites/*.conf;", "/etc/nginx/nginx.conf", files).Root).ShouldBe("include,sites/*.conf include,snippets/b.conf b");
    }

    [Fact]
    public void Files_of_a_pattern_are_read_in_the_order_of_their_names()
    {
        var files = new MemoryFiles(false, ("20-b.conf", "b;"), ("10-a.conf", "a;"), ("B.conf", "c;"), (".x.conf", "no;"), ("a.txt", "no;"));

        Shape(Read("include *.conf;", "nginx.conf", files).Root).ShouldBe("include,*.conf a b c");
    }

    [Fact]
    public void A_snippet_means_in_each_place_what_it_means_there()
    {
        var files = new MemoryFiles(false, ("ws.conf", "proxy_set_header A b;"));

        NginxFile file = Read("server { include ws.conf; location /a { include ws.conf; } }", "site.conf", files);

        NginxDirective[] headers = [.. file.All.Where(directive => directive.Name == "proxy_set_header")];
        headers.Select(header => header.Parent!.Name).ShouldBe(["server", "location"]);
        headers[0].At.ShouldBe(headers[1].At);
    }

    [Fact]
    public void What_an_included_file_has_wrong_is_told_there_and_once()
    {
        var files = new MemoryFiles(false, ("ws.conf", "a b;\nc d"));

        NginxFile file = Read("server { include ws.conf; location /a { include ws.conf; } }", "site.conf", files);

        ReadError error = file.Errors.ShouldHaveSingleItem();
        (error.At.Source.Name, error.At.Line).ShouldBe(("ws.conf", 2));
    }

    [Fact]
    public void A_file_that_includes_itself_is_refused_and_read_once()
    {
        var files = new MemoryFiles(false, ("nginx.conf", "include a.conf;"), ("a.conf", "x;\ninclude nginx.conf;"));

        NginxFile file = Read("include a.conf;", "nginx.conf", files);

        Complaints(file).ShouldHaveSingleItem().ShouldStartWith("2: nginx.conf includes itself here");
        file.All.Count(directive => directive.Name == "x").ShouldBe(1);
    }

    [Fact]
    public void Files_that_open_each_other_in_ever_new_orders_come_to_an_end()
    {
        (string, string)[] many = [.. Enumerable.Range(0, 20).Select(i => ($"c/{i}.conf", $"x{i};\ninclude c/*.conf;"))];

        Read("include c/*.conf;", "nginx.conf", new MemoryFiles(false, many)).Errors.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("include there/isnt.conf;", false, true, 0)]
    [InlineData("include there/isnt.conf;", true, true, 1)]
    [InlineData("include there/*.conf;", true, false, 0)]
    [InlineData("include mime.types;", true, false, 0)]
    [InlineData("include /etc/nginx/fastcgi_params;", false, false, 0)]
    public void A_missing_file_hides_something_and_is_an_error_only_where_the_whole_tree_is_there(string include, bool all, bool unread, int errors)
    {
        NginxFile file = Read("http {\n" + include + "\n}", "nginx.conf", new MemoryFiles(all));

        file.All.Single(directive => directive.Name == "include").IsUnread.ShouldBe(unread);
        file.IsWhole.ShouldBe(!unread);
        file.Errors.Length.ShouldBe(errors);
    }

    [Fact]
    public void A_repositorys_folder_stands_for_the_one_that_it_is_copied_to()
    {
        var files = new MemoryFiles(false, ("docker/conf.d/a.conf", "a;"));

        Shape(Read("include /etc/nginx/conf.d/*.conf;", "docker/nginx.conf", files).Root).ShouldBe("include,/etc/nginx/conf.d/*.conf a");
        Shape(Read("include /etc/nginx/conf.d/*.conf;", "docker/nginx.conf", new MemoryFiles(true, ("docker/conf.d/a.conf", "a;"))).Root).ShouldBe("include,/etc/nginx/conf.d/*.conf");
    }

    [Fact]
    public void A_named_file_that_another_includes_is_judged_once_and_in_its_place()
    {
        var files = new MemoryFiles(false, ("nginx.conf", "http { include site.conf; }"), ("site.conf", "server { location /ws { proxy_pass http://127.0.0.1:1; } }"));
        var options = new LintOptions { Context = new ReadContext { Files = files } };
        SourceText[] named = [files.Read("site.conf", "")!, files.Read("nginx.conf", "")!];

        LintReport report = Linter.Check([.. named], options);

        report.Files.Select(file => file.Source.Name).ShouldBe(["site.conf", "nginx.conf"]);
        report.Deployment.Files.ShouldHaveSingleItem().Source.Name.ShouldBe("nginx.conf");
        report.Findings.ShouldNotBeEmpty();
        report.Findings.ShouldAllBe(finding => finding.At.Source == named[0]);
    }
}
