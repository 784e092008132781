"""A small regulation on business trips: everything a handbook shows, and nothing of receptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.load import load

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.policy import Policy

POLICY = """\
名称: 差旅管理制度
编号: CL-2026-01
版本: "1.0"
归口部门: 综合部
解释部门: 综合部
批准: 总经理
施行日期: 2026-01-01
复核日期: 2026-12-31
适用范围: 公司全体员工
公司: 某某公司
意见邮箱: policy@example.com
适用日期: 出发日期
关联字段: 出差编号
来源: {T1: 原差旅办法, T2: 财务通知}
"""

GENERAL = """\
章: 总则
条:
  - 标识: purpose
    条名: 目的
    来源: [T1]
    款:
      - 为规范公司差旅，制定本制度。出差人按{条:notice.2}办理，费用按{条:grade}执行。
  - 标识: scope
    条名: 适用范围与 <界限>
    来源: [T1, T2]
    裁定: T2 与 T1 不一致，从严按 T2 执行
    款:
      - 本制度适用于{{ 制度("适用范围") }}，不适用于*外部*人员_含_顾问。
      - 文: 下列情形不按出差处理：
        项:
          - 市内外出；
          - 文: 培训，但下列除外：
            目: [外地培训；, 1. 连续多日的培训。]
"""

TRAVEL = """\
章: 申请与标准
条:
  - 标识: notice
    条名: 提前申请
    来源: [T1]
    白话: 出差前 {{ 参数("提前工作日") }}交申请表。
    关键词: [报备, 请示]
    相关: [purpose]
    复核日期: 2026-06-30
    参数:
      提前工作日: {值: {2026-01-01: 2, 2026-07-01: 3}, 单位: 个工作日, 说明: 提交当日不计入}
      餐补: {值: 100元, 单位: /人/天, 待核定: true}
      审批职务: {值: [部门经理, 总经理], 类型: 列表}
    款:
      - 出差人应当在出发前至少{{ 参数("提前工作日") }}提交{表单:trip}。
      - 餐补标准为{{ 参数("餐补") }}，由{{ 参数("审批职务") }}批准。
    规则:
      - 标识: notice-days
        级别: 错误
        要求: 工作日数(申请.申请日期, 申请.出发日期) >= 参数.提前工作日
        提示: 申请日期{申请.申请日期}到出发日期{申请.出发日期}不足{参数.提前工作日}个工作日
        应为: 至少{参数.提前工作日}个工作日
        更正: 推迟出发，或说明紧急原因
    流程:
      - {步骤: 提出申请, 责任: 出差人, 条: notice, 表单: trip}
      - {步骤: 核对标准, 责任: 综合部, 条: grade}
      - {步骤: 批准, 责任: 部门经理}
  - 标识: grade
    条名: 差旅等级
    来源: [T2]
    款:
      - 出差按预计费用分级：
      - '{{ 表("差旅等级") }}'
      - 费用{{ 句("差旅等级", "甲") }}的，报总经理。
    表:
      差旅等级:
        命中: 唯一
        输入: {预计费用: {类型: 金额, 范围: ≥ 0}}
        输出:
          等级: {类型: 选项, 选项: [甲, 乙]}
          住宿标准: {类型: 金额, 单位: /晚, 待核定: true}
        行:
          - {预计费用: 超过 1万, 等级: 甲, 住宿标准: 600元}
          - {预计费用: 1万以内, 等级: 乙, 住宿标准: {值: {2026-01-01: 400元, 2026-07-01: 450元}}}
        说明: 预计费用不含机票
    规则:
      - 标识: grade-matches
        级别: 警告
        要求: 申请.等级 == 表.差旅等级.等级
        提示: 等级填“{申请.等级}”，应为“{表.差旅等级.等级}”
        应为: "{表.差旅等级.等级}"
        更正: 改为“{表.差旅等级.等级}”
"""

FORM = """\
标识: trip
名称: 出差申请表
简称: 申请
附表: 1
依据: notice
说明: 每次出差填一份，按{条:notice}提交。
分节:
  - 标题: 行程
    字段:
      - {名称: 出差编号, 类型: 文本, 必填: true, 说明: 综合部编发, 示例: CL-001}
      - {名称: 申请日期, 类型: 日期, 必填: true, 依据: notice}
      - {名称: 出发日期, 类型: 日期, 必填: true, 依据: notice}
      - {名称: 预计费用, 类型: 金额, 单位: 元, 必填: true, 依据: grade}
      - {名称: 等级, 类型: 选项, 选项: 表.差旅等级.等级, 依据: grade}
  - 标题: 费用
    明细:
      名称: 费用明细
      行数: 4
      至少: 1
      列:
        - {名称: 项目, 类型: 选项, 选项: [交通, 住宿, 餐饮]}
        - {名称: 金额, 类型: 金额, 单位: 元}
      合计: {费用合计: 金额}
签批:
  - {环节: 编制, 职务: [出差人], 依据: notice}
  - {环节: 批准, 职务: 参数.审批职务, 方式: [签字, 电子邮件], 依据: notice}
"""

GLOSSARY = """\
出差人: {释义: 因公离开常驻城市的员工, 别称: [出差人员], 条: scope}
综合部: {释义: 本制度的归口部门}
"""

CALENDAR = """\
年份: 2026
依据: {文件: 关于2026年部分节假日安排的通知, 日期: 2025-11-01}
放假: [{名称: 元旦, 起: 2026-01-01, 止: 2026-01-03}]
补班: [2026-01-04]
"""

CASES = """\
样例:
  申请合格:
    表单: trip
    值: {出差编号: CL-001, 申请日期: 2026-03-02, 出发日期: 2026-03-05, 预计费用: 5000元, 等级: 乙}
用例:
  - {名称: 提前三日, 样例: [申请合格]}
  - {名称: 只提前一日, 样例: [申请合格], 改: {申请.申请日期: 2026-03-04}, 期望: [notice-days]}
"""

FILES = {
    "policy/policy.yaml": POLICY,
    "policy/chapters/01-general.yaml": GENERAL,
    "policy/chapters/02-travel.yaml": TRAVEL,
    "policy/glossary.yaml": GLOSSARY,
    "policy/calendar/2026.yaml": CALENDAR,
    "policy/cases/notice.yaml": CASES,
    "forms/trip.yaml": FORM,
}


def write_source(folder: Path, **changed: str) -> Path:
    """Write the regulation into a folder; `changed` maps a file's stem to its other content."""
    for name, content in FILES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(changed.get(file.stem.split("-", 1)[-1], content), "utf-8")
    return folder


def load_source(folder: Path) -> Policy:
    """The policy of a folder, which must be free of problems."""
    loaded = load(folder)
    assert loaded.problems == ()
    assert loaded.policy is not None
    return loaded.policy
