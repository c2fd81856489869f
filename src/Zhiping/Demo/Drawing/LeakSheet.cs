using Zhiping.Attachments.Imaging;
using Zhiping.Masking;

namespace Zhiping.Demo.Drawing;

/// <summary>Sets words character by character, and remembers where each character of the applicant's own stands.</summary>
internal sealed class LeakSheet(LeakPerson person, string written, string font, int size, SeededChoice choice)
{
    private const int Left = 130;
    private const int Right = 1110;

    private static readonly string[] Others = ["叶青云", "苏木林", "贺远航", "江晚秋", "梅疏影", "高峰", "梁田", "向东", "文华", "欧阳晚秋", "司马春雷", "阿依古丽·托合提", "买买提·艾力", "柏初", "戴明"];

    private static readonly string[] Sentences =
    [
        "围绕年度计划，深入乡镇和社区开展调查研究，制订实施方案，组织骨干培训，建立活动档案。", "群众参与面逐步扩大，服务质量稳步提高，得到各方面好评。",
        "项目经费由财政安排，严格按照规定使用，接受审计和监督。", "按月总结，按季评估，全年开展送文化下乡四十二场，观众一万余人次。",
        "撰写调研报告三篇，参加自治区级培训两次，继续教育九十六学时。", "配合完成文物普查，登记不可移动文物一百零七处，整理资料六百余页。",
    ];

    private static readonly Dictionary<string, string> AsWord = new(StringComparer.Ordinal)
    {
        ["高山"] = "送戏到高山牧场，", ["向阳"] = "在向阳社区设点，", ["东方明珠"] = "歌曲东方明珠获奖，", ["文静"] = "馆内环境文静整洁，",
    };

    private readonly List<LeakSpot> spots = [];

    public DrawnSheet Sheet { get; } = new(1240, 1754);

    public IReadOnlyList<LeakSpot> Spots => spots;

    public void Draw(string layout)
    {
        switch (layout)
        {
            case "proof": Proof(); break;
            case "table": Table(); break;
            case "list": List(); break;
            case "paper": Paper(); break;
            case "award": Award(); break;
            case "fields": Fields(); break;
            default: Document(); break;
        }
    }

    /// <summary>A red stamp right over the first of the applicant's own words.</summary>
    public void StampOverFirst()
    {
        var middle = spots[0].Middles[spots[0].Middles.Count / 2];
        Sheet.Stamp((middle.X * Sheet.Width) + 30, (middle.Y * Sheet.Height) + 10, 120, "示例县文化体育局");
    }

    private void Proof()
    {
        Head("证明");
        var y = Run(Left, 420, size, 1.75, ("　　兹证明", null), Own(), ("同志，公民身份号码", null), Id(), ("，系", null), Unit(), ("职工，联系电话", null), Telephone(), ($"。{Text(2)}{AsWord.GetValueOrDefault(person.Name)}{Text(1)}", null));
        y = Run(Left, y, size, 1.75, ($"　　{choice.Of(Others)}、{choice.Of(Others)}与", null), Own(), ($"共同完成，{Text(3)}", null));
        Run(640, y + 120, size, 1.75, ("证明人：" + choice.Of(Others), null));
    }

    private void Table()
    {
        Head("专业技术人员情况登记表");
        var row = size * 2.4;
        (string, (string, SuggestionKind?))[] rows = [("姓名", Own()), ("性别", ("女", null)), ("工作单位", Unit()), ("公民身份号码", Id()), ("联系电话", Telephone()), ("职务", ("馆员", null)), ("评议", ("合格", null))];
        for (var at = 0; at < rows.Length; at++)
        {
            var y = 320 + (at * row);
            Sheet.Box(Left, y, 300, row).Box(Left + 300, y, 680, row);
            Run(Left + 30, y + (row * 0.62), size, 1, (rows[at].Item1, null));
            Run(Left + 330, y + (row * 0.62), size, 1, rows[at].Item2);
        }

        var end = Run(Left, 380 + (rows.Length * row), size, 1.75, ($"　　{Text(3)}本表由", null), Own(), ("填写。", null));
        Run(Left, end + 60, size, 1.75, ("审核：" + choice.Of(Others), null));
    }

    private void List()
    {
        Head("培训班学员名单");
        var y = 360.0;
        for (var row = 0; row < 8; row++)
        {
            (string, SuggestionKind?)[] cells = [(choice.Of(Others), null), row % 3 == 1 ? Own() : (choice.Of(Others), null), (choice.Of(Others), null)];
            Run(Left, y, size, 1, ($"{row + 1}．", null), cells[0], ("、", null), cells[1]);
            Run(Left + 620, y, size, 1, cells[2]);
            y += size * 2.1;
        }

        Run(Left, y + 40, size, 1.75, ("　　" + Text(3), null));
    }

    private void Paper()
    {
        Head("基层公共文化服务的组织与实践", 50);
        Run(440, 330, size, 1, Own(), ("　　" + choice.Of(Others), null));
        Run(330, 330 + (size * 1.9), size, 1, ("（", null), Unit(), ("，示例地区 000000）", null));
        var y = Run(Left, 500, size, 1.6, ("摘要：" + Text(3) + AsWord.GetValueOrDefault(person.Name), null));
        y = Run(Left, y + 20, size, 1.6, ("关键词：群众文化；公共服务；实践", null));
        y = Run(Left, y + 40, size, 1.6, ("　　" + Text(5), null));
        Run(Left, Math.Min(y + 60, 1640), size, 1.6, ("作者简介：", null), Own(), ("，馆员，从事群众文化工作。", null));
    }

    private void Award()
    {
        Head("荣誉证书", 90);
        var large = size + 18;
        Run(Left + 40, 480, large, 1.9, Own(), ("同志：", null));
        var y = Run(Left, 590, large, 1.9, ("　　在示例地区第三届群众文艺汇演中，您创作的作品《丰收时节》荣获一等奖，特发此证，以资鼓励。", null));
        Run(560, y + 160, size, 1.5, ("示例地区文化体育局", null));
        Run(600, y + 230, size, 1.5, ("二〇二三年十月十八日", null));
    }

    private void Fields()
    {
        Head("个人申报信息");
        var y = 360.0;
        foreach (var (label, words) in new[] { ("姓　　名：", Own()), ("工作单位：", Unit()), ("身份证号：", Id()), ("手　　机：", Telephone()), ("申报资格：", ("副研究馆员", (SuggestionKind?)null)) })
        {
            Run(Left + 60, y, size, 1, (label, null), words);
            y += size * 2.3;
        }

        y = Run(Left, y + 30, size, 1.75, ($"　　{Text(2)}{AsWord.GetValueOrDefault(person.Name)}{Text(2)}", null));
        Run(620, y + 120, size, 1, ("申报人：", null), Own());
    }

    private void Document()
    {
        Head("关于公布任职资格的通知", 46);
        var y = Run(Left, 340, size, 1.75, ($"　　经评审委员会评审，{choice.Of(Others)}、", null), Own(), ($"、{choice.Of(Others)}等同志具备馆员任职资格。{Text(1)}", null));
        foreach (var row in Enumerable.Range(0, 5))
        {
            var at = y + 20 + (row * size * 2.2);
            Sheet.Box(Left, at, 120, size * 2.2).Box(Left + 120, at, 330, size * 2.2).Box(Left + 450, at, 530, size * 2.2);
            Run(Left + 40, at + (size * 1.45), size, 1, ($"{row + 1}", null));
            Run(Left + 145, at + (size * 1.45), size, 1, row == 2 ? Own() : (choice.Of(Others), null));
            Run(Left + 475, at + (size * 1.45), size, 1, row == 2 ? Unit() : ("示例县文化馆", null));
        }
    }

    private void Head(string words, int high = 56) => Sheet.Text(620, 220, high, words, "middle", bold: true, family: font);

    private (string, SuggestionKind?) Own() => (written, SuggestionKind.OwnName);

    private (string, SuggestionKind?) Unit() => (person.Unit, SuggestionKind.Unit);

    private (string, SuggestionKind?) Id() => (person.IdentityNumber, SuggestionKind.IdentityNumber);

    private (string, SuggestionKind?) Telephone() => (person.Telephone, SuggestionKind.Telephone);

    private string Text(int sentences) => string.Concat(Enumerable.Range(0, sentences).Select(_ => choice.Of(Sentences)));

    /// <summary>Sets words from left to right, breaking lines anywhere; returns the next line's base.</summary>
    private double Run(double x, double y, double high, double leading, params (string Words, SuggestionKind? Kind)[] parts)
    {
        var (at, line) = (x, new List<(double X, char Letter)>());
        void End()
        {
            Sheet.Set([.. line.Select(one => one.X)], y, high, new string([.. line.Select(one => one.Letter)]), font);
            line.Clear();
        }

        foreach (var (words, kind) in parts)
        {
            List<Spot> middles = [];
            foreach (var letter in words)
            {
                var wide = (letter < 0x2E80 ? 0.56 : 1) * high;
                if (at + wide > Right && line.Count > 0)
                {
                    End();
                    (at, y) = (Left, y + (high * Math.Max(1.4, leading)));
                }

                line.Add((at, letter));
                if (letter is not ('·' or '•' or '．'))
                {
                    middles.Add(new((at + (wide / 2)) / Sheet.Width, (y - (high * 0.36)) / Sheet.Height));
                }

                at += wide;
            }

            if (kind is { } what)
            {
                spots.Add(new LeakSpot(what, words, middles));
            }
        }

        End();
        return y + (high * leading);
    }
}
