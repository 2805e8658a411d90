using Wayleave.Rules.Config.Nginx;
using static Wayleave.Rules.Tests.Config.Nginx.Nginxes;

namespace Wayleave.Rules.Tests.Config.Nginx;

public sealed class NginxDumpTests
{
    private const string Dump = """
        nginx version: nginx/1.25.4
        nginx: the configuration file /etc/nginx/nginx.conf syntax is ok
        nginx: configuration file /etc/nginx/nginx.conf test is successful
        # configuration file /etc/nginx/nginx.conf:
        events { }
        http {
            include mime.types;
            include /etc/nginx/conf.d/*.conf;
        }

        # configuration file /etc/nginx/mime.types:
        types {
            text/html html;
        }

        # configuration file /etc/nginx/conf.d/b.conf:
        server { include snippets/ws; }

        # configuration file /etc/nginx/snippets/ws:
        location /ws { proxy_pass http://a; }

        # configuration file /etc/nginx/conf.d/a.conf:
        server { include snippets/ws; }

        """;

    [Fact]
    public void Includes_are_found_in_the_dump_itself()
    {
        NginxFile file = Read(Dump, "dump.txt");

        Shape(file.Root[1].Block.Where(directive => directive.Name != "include")).ShouldBe(
            "types[text/html,html] server[include,snippets/ws location,/ws[proxy_pass,http://a]] server[include,snippets/ws location,/ws[proxy_pass,http://a]]");
        Complaints(file).ShouldBeEmpty();
        file.IsWhole.ShouldBeTrue();
        file.Included.ShouldBeEmpty();
    }

    [Fact]
    public void A_place_is_one_in_the_dump()
    {
        NginxDirective pass = Read(Dump, "dump.txt").All.First(directive => directive.Name == "proxy_pass");

        (pass.At.Source.Name, pass.At.Line).ShouldBe(("dump.txt", 20));
    }

    [Fact]
    public void The_version_in_front_of_a_dump_is_known() => Read(Dump).Context.Versions["nginx"].ShouldBe(new Version(1, 25, 4));

    [Fact]
    public void A_section_that_was_left_out_hides_something()
    {
        NginxFile file = Read("# configuration file /a/nginx.conf:\nhttp {\n include b.conf;\n}\n");

        Complaints(file).ShouldBeEmpty();
        file.IsWhole.ShouldBeFalse();
    }

    [Fact]
    public void A_section_ends_where_the_next_begins()
    {
        NginxFile file = Read("# configuration file /a/nginx.conf:\r\nhttp {\r\n include b.conf;\r\n}\r\n# configuration file /a/b.conf:\r\nserver {\r\n# configuration file /a/c.conf:\r\n}\r\n");

        Complaints(file).ShouldBe(["6: this block is not closed by \"}\" before the end of the file"]);
    }
}
