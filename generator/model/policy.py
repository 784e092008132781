"""The regulation as a whole: chapters, articles and paragraphs with their figures and rules."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated

from pydantic import BeforeValidator, Field

from generator.model.calendar import CalendarYear, WorkCalendar
from generator.model.case import CaseFile
from generator.model.form import Form
from generator.model.node import Identifier, IsoDate, Line, Listed, Named, Node, wrapped
from generator.model.quantity import Parameter, Value
from generator.model.rule import Rule
from generator.model.table import Table
from generator.wording import article_label, chapter_label, part_label, section_label

Figure = Annotated[
    Parameter, BeforeValidator(lambda data: data if isinstance(data, dict | Parameter) else {"值": data})
]


class Item(Node):
    """A 项, with its 目."""

    text: Line = Field(alias="文")
    subitems: Listed[Line] = Field(default=(), alias="目")


class Paragraph(Node):
    """A 款, with its 项; paragraphs carry no number."""

    text: Line = Field(alias="文")
    items: Listed[Annotated[Item, BeforeValidator(wrapped("文"))]] = Field(default=(), alias="项")


class Step(Node):
    """One step of a process, shown as a diagram and as a list."""

    name: Line = Field(alias="步骤")
    who: Line = Field(alias="责任")
    article: str = Field(default="", alias="条", description="条的标识")
    form: str = Field(default="", alias="表单", description="表单的标识")


class Article(Node):
    """A 条 with everything that makes it checkable beside it."""

    id: Identifier = Field(alias="标识")
    title: Line = Field(alias="条名")
    section: str = Field(default="", alias="节", description="从这一条开始的节的名称")
    sources: Listed[Line] = Field(default=(), alias="来源")
    decision: str = Field(default="", alias="裁定", description="来源冲突或空白时的取舍及理由")
    paragraphs: Listed[Annotated[Paragraph, BeforeValidator(wrapped("文"))]] = Field(alias="款", min_length=1)
    parameters: Named[Figure] = Field(default={}, alias="参数")
    tables: Named[Table] = Field(default={}, alias="表")
    definitions: Named[Line] = Field(default={}, alias="定义", description="规则里反复用到的表达式")
    rules: Listed[Rule] = Field(default=(), alias="规则")
    process: Listed[Step] = Field(default=(), alias="流程")
    related: Listed[Identifier] = Field(default=(), alias="相关", description="相关条的标识")
    keywords: Listed[Line] = Field(default=(), alias="关键词", description="搜索用的其他叫法")
    summary: str = Field(default="", alias="白话", description="一句话说明，不作为执行依据")
    review: IsoDate | None = Field(default=None, alias="复核日期")


class Chapter(Node):
    """A 章: one source file, one page of the handbook."""

    id: Identifier = Field(alias="标识", description="缺省为文件名去掉序号")
    title: Line = Field(alias="章")
    part: str = Field(default="", alias="编", description="从这一章开始的编的名称")
    articles: Listed[Article] = Field(alias="条", min_length=1)


class Law(Node):
    """An external rule the regulation cites by title and article."""

    title: Line = Field(alias="名称")
    article: str = Field(default="", alias="条款")
    issued: str = Field(default="", alias="日期")
    subject: Line = Field(alias="内容")
    review: IsoDate = Field(alias="复核日期")


class Term(Node):
    """A defined term."""

    meaning: Line = Field(alias="释义")
    aliases: Listed[Line] = Field(default=(), alias="别称")
    article: str = Field(default="", alias="条", description="条的标识")


class Cover(Node):
    """`policy.yaml`: what the regulation is, and which fields tie it to a reception or a trip."""

    title: Line = Field(alias="名称")
    number: Line = Field(alias="编号")
    edition: Line = Field(alias="版本")
    owner: Line = Field(alias="归口部门")
    interpreter: Line = Field(alias="解释部门")
    approver: Line = Field(alias="批准")
    effective: IsoDate = Field(alias="施行日期")
    review: IsoDate = Field(alias="复核日期")
    scope: Line = Field(alias="适用范围")
    company: str = Field(default="本公司", alias="公司")
    handbook_url: str = Field(default="", alias="手册网址", description="内网地址；结论里的条款链接以它开头")
    feedback: str = Field(default="", alias="意见邮箱")
    date_field: Line = Field(alias="适用日期", description="决定适用哪一版、哪个数值的日期字段")
    dossier_field: Line = Field(alias="关联字段", description="把同一事项的各张表单连在一起的字段")
    matching_fields: Listed[Line] = Field(
        default=(), alias="一致字段", description="同一事项的各张表单上应当相同的字段"
    )
    laws: Listed[Law] = Field(default=(), alias="引用")
    sources: Named[Line] = Field(default={}, alias="来源", description="来源标签 → 简称")


class Policy(Node):
    """Everything the source says, assembled; numbers of articles and chapters are computed."""

    cover: Cover
    chapters: Listed[Chapter]
    forms: Listed[Form]
    glossary: Named[Term] = Field(default={})
    calendar_years: Listed[CalendarYear] = ()
    case_files: Listed[CaseFile] = ()
    is_superseded: bool = Field(default=False, exclude=True)
    """True for an edition after which another was published: its articles are read on its own page."""

    @cached_property
    def articles(self) -> dict[str, Article]:
        """Identifier → article, in order."""
        return {a.id: a for c in self.chapters for a in c.articles}

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {id_: n for n, id_ in enumerate(self.articles, 1)}

    @cached_property
    def _chapter_of(self) -> dict[str, Chapter]:
        return {a.id: c for c in self.chapters for a in c.articles}

    def article_number(self, article: str) -> int:
        """The running number of an article. Raises KeyError for an unknown identifier."""
        return self._numbers[article]

    def article_label(self, article: str) -> str:
        """`第八条`."""
        return article_label(self.article_number(article))

    def chapter_number(self, chapter: str) -> int:
        """The running number of a chapter. Raises StopIteration for an unknown identifier."""
        return next(n for n, c in enumerate(self.chapters, 1) if c.id == chapter)

    def chapter_label(self, chapter: str) -> str:
        """`第三章`."""
        return chapter_label(self.chapter_number(chapter))

    def part_heading(self, chapter: str) -> str:
        """`第二编　分则` where a 编 begins with a chapter, else ''. Raises KeyError."""
        starts = [c.id for c in self.chapters if c.part]
        title = {c.id: c.part for c in self.chapters}[chapter]
        return f"{part_label(starts.index(chapter) + 1)}　{title}" if title else ""

    def section_heading(self, article: str) -> str:
        """`第一节　一般规定` where a 节 begins with an article, else ''. Raises KeyError."""
        starts = [a.id for a in self.chapter_of(article).articles if a.section]
        title = self.articles[article].section
        return f"{section_label(starts.index(article) + 1)}　{title}" if title else ""

    def chapter_of(self, article: str) -> Chapter:
        """The chapter an article stands in."""
        return self._chapter_of[article]

    def page_of(self, article: str) -> str:
        """The address of an article below the root of the handbook."""
        if self.is_superseded:
            return f"editions/{self.cover.edition}.html#{article}"
        return f"chapters/{self.chapter_of(article).id}.html#{article}"

    def url_of(self, article: str) -> str:
        """The full address of an article, or the address below the root where none is set."""
        base = self.cover.handbook_url.rstrip("/")
        return f"{base}/{self.page_of(article)}" if base else self.page_of(article)

    @cached_property
    def parameters(self) -> dict[str, Parameter]:
        """Name → parameter, over all articles."""
        return {n: p for a in self.articles.values() for n, p in a.parameters.items()}

    @cached_property
    def constants(self) -> dict[str, Value | None]:
        """Name of a parameter that is the same on every day → its typed value."""
        return {
            n: p.value_on(self.cover.effective, p.kind) for n, p in self.parameters.items() if not p.changes
        }

    @cached_property
    def tables(self) -> dict[str, Table]:
        """Name → decision table, over all articles."""
        return {n: t for a in self.articles.values() for n, t in a.tables.items()}

    @cached_property
    def definitions(self) -> dict[str, str]:
        """Name → named expression, over all articles."""
        return {n: e for a in self.articles.values() for n, e in a.definitions.items()}

    @cached_property
    def home_of(self) -> dict[str, str]:
        """Name of a parameter, table or definition, or id of a rule → the article it belongs to."""
        return {
            name: a.id
            for a in self.articles.values()
            for name in (*a.parameters, *a.tables, *a.definitions, *(r.id for r in a.rules))
        }

    @cached_property
    def forms_by_id(self) -> dict[str, Form]:
        """Identifier → form."""
        return {f.id: f for f in self.forms}

    @cached_property
    def forms_by_name(self) -> dict[str, Form]:
        """Short name (as rules write it) → form."""
        return {f.name: f for f in self.forms}

    @cached_property
    def calendar(self) -> WorkCalendar:
        """The working calendar over all years with data."""
        return WorkCalendar(self.calendar_years)

    def options(self, options: tuple[str, ...] | str, day: str = "") -> tuple[str, ...]:
        """The options of a field: as listed, or from `参数.名` or `表.名.列`.

        Raises KeyError with the part of the reference that is unknown.
        """
        if isinstance(options, tuple):
            return options
        on = day or self.cover.effective
        match options.split("."):
            case ["参数", name]:
                value = self.parameters[name].value_on(on, self.parameters[name].kind)
                return value if isinstance(value, tuple) else (str(value),)
            case ["表", name, column]:
                if column not in self.tables[name].outputs:
                    raise KeyError(column)
                return self.tables[name].column_values(column, on)
        raise KeyError(options)
